"""The rows of a register alone, and whole pages: of single cases, and of the public case grades."""

from benchmarks.peers import CLOSED, case_rows
from benchmarks.run import FLOOR, GZIP


def rows_alone(installation):
    return f"{FLOOR}rows/?force={installation.force}&size=50"


def whole_page(installation):
    return f"/cases/?force={installation.force}&size=50"


def rows(run):
    """Against the floor, and against Datasette at its best and as it comes, for the same rows of the same file."""
    path, headers = rows_alone(run.installation), GZIP | run.installation.cookie
    line, floor = run.counted(path, session=True), (run.server, FLOOR, GZIP)
    found = {"rows_floor": run.against_floor(path, headers)[0], "rows_calls": line["calls"], "rows_sql": line["sql"]}
    if run.peers.apply(run):
        asked = case_rows(run.installation) + "&_nocount=1&_nofacet=1&_shape=arrays"
        peer = run.peers.datasette(run)
        found["datasette_best"] = run.against(floor, (peer, asked, CLOSED))[0]
        found["rows_datasette"] = run.against((run.server, path, headers), (peer, asked, CLOSED))[0]
        peer.stop()
        peer = run.peers.datasette_plain(run)
        found["datasette_plain"] = run.against(floor, (peer, case_rows(run.installation, ending=""), {}))[0]
        peer.stop()
    return found


def page(run):
    path, headers = whole_page(run.installation), GZIP | run.installation.cookie
    line = run.counted(path, session=True)
    cpu, rate = run.against_floor(path, headers)
    found = {"page_floor": cpu, "page_rate": rate, "page_calls": line["calls"], "page_sql": line["sql"]}
    path = f"/case-grades/?force={run.installation.force}&size=50"
    line = run.counted(path)
    found |= {"grades_floor": run.against_floor(path)[0], "grades_calls": line["calls"], "grades_sql": line["sql"]}
    return found


def deep(run):
    headers, path = GZIP | run.installation.cookie, whole_page(run.installation)
    far = f"{path}&after={run.installation.deep}"
    return {"deep": run.against((run.server, path, headers), (run.server, far, headers))[0]}


def growth(run):
    """Both sizes at once, in turn; nothing where there is no smaller one."""
    if not run.small:
        return {}
    found = {}
    for name, address in (("rows", rows_alone), ("page", whole_page)):
        base = (run.small_server, address(run.small), GZIP | run.small.cookie)
        other = (run.server, address(run.installation), GZIP | run.installation.cookie)
        found[f"growth_{name}"] = run.against(base, other)[0]
        steps = run.counted(address(run.installation), session=True)["steps"]
        if steps is not None:
            few = run.counted(address(run.small), True, run.small)["steps"]
            found |= {f"{name}_steps": steps, f"growth_{name}_steps": steps / few}
    return found
