"""The body of a panel's table as HTML: nothing that is put in between becomes markup."""

import re

from dashboards.charts.drawn import drawn_body, drawn_squares
from dashboards.charts.panel import Cell, Row

HOSTILE = """"><script>alert('x')</script>&<b>"""


def test_no_text_becomes_markup():
    html = drawn_body([Row(HOSTILE, (Cell(HOSTILE, HOSTILE, HOSTILE),), HOSTILE), Row(HOSTILE, ())])
    assert set(re.findall(r"<(\w+)", html)) == {"tr", "th", "td", "a", "br", "small"}
    assert not re.search(r"""[<>"']|&(?!(amp|lt|gt|quot|#x27);)""", re.sub(r"<[^<>]*>", "", html))


def test_a_cell_shows_its_number_its_small_print_and_its_depth():
    html = drawn_body([Row("Kent", (Cell("3", "of 7", "2"), Cell("12"), Cell("not printed", level="none")), "/a/")])
    assert html.splitlines() == [
        "<tr>",
        '<th scope="row"><a href="/a/">Kent</a></th>',
        '<td class="heat__cell--2">3<br><small>of 7</small></td><td class="num">12</td>'
        '<td class="heat__cell--none">not printed</td>',
        "</tr>",
    ]


def test_squares_stand_in_fives_one_a_case():
    assert [drawn_squares(cases, "good").count('"unit unit--good"') for cases in (0, 1, 5, 33)] == [0, 1, 5, 33]
    assert [drawn_squares(cases, "good").count("units__five") for cases in (0, 1, 5, 6, 33)] == [0, 1, 1, 2, 7]
    assert re.findall(r"<(\w+)", drawn_squares(2, HOSTILE)) == ["span"] * 3
