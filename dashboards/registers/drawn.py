"""The parts of a register's page that repeat hundreds of times, as HTML: its rows, and its filters.

Everything else of the page is a template. Here the template engine would be most of the cost of the page: each of its
nodes takes a dozen calls, and a page has thousands of them. Every value that is put in between passes `escape`.
"""

from html import escape

from django.utils.safestring import SafeString

CLASSES = {"number": ' class="num"', "prose": ' class="long"', "slug": ' class="nowrap"'}


def drawn_rows(rows):
    """Rows of cells as the rows of a table's body."""
    drawn = _DrawnCells()
    return SafeString("\n".join([f"<tr>{''.join([drawn[cell] for cell in cells])}</tr>" for cells in rows]))


class _DrawnCells(dict):
    """Cells as HTML; the same force or area stands in many rows and is drawn once."""

    def __missing__(self, cell):
        self[cell] = html = _cell(cell)
        return html


def drawn_filters(fields):
    """The filters of the form: a list of options each, or an input for words."""
    return SafeString("\n".join([_filter(field) if field["choices"] else _words(field) for field in fields]))


def drawn_choices(fields):
    """The same of filters that are lists of options, even where one has none."""
    return SafeString("\n".join([_filter(field) for field in fields]))


def _filter(field):
    name, label = escape(field["name"]), escape(field["label"])
    is_open, is_set = (" open", ' <span class="muted">(set)</span>') if field["given"] else ("", "")
    return (
        f'<details class="filters__item"{is_open}>\n<summary>{label}{is_set}</summary>\n'
        f'<fieldset class="field">\n<legend class="visually-hidden">{label}</legend>\n'
        f'<ul class="choices choices--scroll">\n{_options(name, field["choices"])}\n</ul>\n</fieldset>\n</details>'
    )


def _words(field):
    name, label = escape(field["name"]), escape(field["label"])
    first, *others = field["given"] or [""]
    inputs = [f'<input type="search" id="filter-{name}" name="{name}" value="{escape(first)}">']
    inputs += [
        f'<input type="search" aria-label="Or {label.lower()}" name="{name}" value="{escape(other)}">'
        for other in others
    ]
    return f'<div class="field">\n<label for="filter-{name}">{label}</label>\n{"".join(inputs)}\n</div>'


def _options(name, options):
    """The options of one filter as items of a list, each with the number of rows that it has, where that is known."""
    return "\n".join(
        [
            f'<li><label><input type="checkbox" name="{name}" value="{escape(value)}"'
            f"{' checked' if is_set else ''}><span>{escape(label)}{_number(number)}</span></label></li>"
            for value, label, is_set, number in options
        ]
    )


def _number(number):
    return "" if number is None else f' <span class="muted">({number:,})</span>'


def drawn_columns(columns):
    """The columns that can be chosen as items of a list: (name, label, whether it was chosen)."""
    return SafeString(
        "\n".join(
            [
                f'<li><label><input type="checkbox" name="columns" value="{escape(name)}"'
                f"{' checked' if is_chosen else ''}> {escape(label)}</label></li>"
                for name, label, is_chosen in columns
            ]
        )
    )


def drawn_cases(rows):
    """Rows of single cases, as `shown` of dashboards/pages/cases.py gives them."""
    return SafeString("\n".join([_case(row) for row in rows]))


def _case(row):
    place = escape(row["inspection"])
    own = _tag(row["force_grade"], row["force_tone"]) if row["force_grade"] else ""
    return (
        f'<tr><th scope="row" class="nowrap">{escape(row["reference"])}</th><td>{escape(row["force"])}</td>'
        f'<td class="nowrap"><a href="/cases/{place}/">{place}</a></td><td>{escape(row["area"])}</td>'
        f"<td>{escape(row['sample'])}</td><td>{own}</td><td>{_tag(row['hmicfrs_grade'], row['hmicfrs_tone'])}</td>"
        f"<td>{escape(row['disagreement'])}</td><td>{escape(row['referred_back'])}</td></tr>"
    )


def _cell(cell):
    text, href, kind, tone, tags, links, is_head = cell
    if tags:
        inner = "".join([f"{_tag(word, colour)} " for word, colour in tags])
    elif links:
        inner = "<br>".join([_link(word, address) for word, address in links])
    elif kind in ("tags", "links"):
        inner = f'<span class="muted">{escape(text)}</span>'
    elif kind == "tag":
        inner = _tag(text, tone)
    elif href:
        inner = _link(text, href)
    else:
        inner = escape(text)
    start, end = ('<th scope="row"', "</th>") if is_head else ("<td", "</td>")
    return f"{start}{CLASSES.get(kind, '')}>{inner}{end}"


def _tag(text, tone):
    return f'<span class="tag tag--{escape(tone)}">{escape(text)}</span>'


def _link(text, href):
    return f'<a href="{escape(href)}">{escape(text)}</a>'
