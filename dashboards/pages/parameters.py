"""What a reader may ask of a dashboard: known parameters with known values, and every other thing named and refused."""

from dashboards.registers.query import RefusedQuery, nearest


def checked_parameters(parameters, known, *, single=()):
    """Values by parameter, empty ones dropped. `known` maps a parameter to its values; `single` take one value.

    Raises RefusedQuery with one sentence for each unknown parameter or value.
    """
    asked, sentences = {name: [] for name in known}, []
    for name, values in parameters.lists():
        if name not in known:
            sentences.append(f"“{name}” is no parameter of this page.{nearest(name, known)}")
            continue
        asked[name] = list(dict.fromkeys(value.strip() for value in values if value.strip()))
        sentences += [
            f"“{value}” is no value of “{name}”.{nearest(value, known[name])}"
            for value in asked[name]
            if value not in known[name]
        ]
        if name in single and len(asked[name]) > 1:
            sentences.append(f"This page takes one value of “{name}” at a time.")
    if sentences:
        raise RefusedQuery(sentences)
    return asked
