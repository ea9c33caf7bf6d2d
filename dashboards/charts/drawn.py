"""The body of a panel's table, and the squares of a unit chart, as HTML: a page has hundreds of them, each alike.

The rest of a panel is a template. Every value that is put in between passes `escape`.
"""

from html import escape

from django.utils.safestring import SafeString


def drawn_body(rows):
    """Rows of a Table (dashboards/charts/panel.py), each headed by its first cell."""
    return SafeString("\n".join([_row(row) for row in rows]))


def drawn_squares(cases, tone):
    """One square a case, in fives."""
    square = f'<span class="unit unit--{escape(tone)}"></span>'
    fives = [square * min(5, cases - first) for first in range(0, cases, 5)]
    return SafeString("".join([f'<span class="units__five">{five}</span>' for five in fives]))


def _row(row):
    return f'<tr>\n<th scope="row">{_head(row)}</th>\n{"".join([_cell(cell) for cell in row.cells])}\n</tr>'


def _head(row):
    return f'<a href="{escape(row.href)}">{escape(row.head)}</a>' if row.href else escape(row.head)


def _cell(cell):
    text, detail, level = cell
    of_class = f"heat__cell--{escape(level)}" if level else "num"
    small = f"<br><small>{escape(detail)}</small>" if detail else ""
    return f'<td class="{of_class}">{escape(text)}{small}</td>'
