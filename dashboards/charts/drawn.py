"""The body of a panel's table as HTML: a heat map of all forces has hundreds of fields, each alike.

The rest of a panel is a template. Every value that is put in between passes `escape`.
"""

from html import escape

from django.utils.safestring import SafeString


def drawn_body(rows):
    """Rows of a Table (dashboards/charts/panel.py), each headed by its first cell."""
    return SafeString("\n".join([_row(row) for row in rows]))


def _row(row):
    return f'<tr>\n<th scope="row">{_head(row)}</th>\n{"".join([_cell(cell) for cell in row.cells])}\n</tr>'


def _head(row):
    return f'<a href="{escape(row.href)}">{escape(row.head)}</a>' if row.href else escape(row.head)


def _cell(cell):
    text, detail, level = cell
    of_class = f"heat__cell--{escape(level)}" if level else "num"
    small = f"<br><small>{escape(detail)}</small>" if detail else ""
    return f'<td class="{of_class}">{escape(text)}{small}</td>'
