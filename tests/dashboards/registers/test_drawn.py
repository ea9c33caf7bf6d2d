"""Rows and options as HTML: nothing that is put in between becomes markup, and every kind of cell has its form."""

import re

import pytest

from dashboards.registers.base import Cell
from dashboards.registers.drawn import drawn_columns, drawn_options, drawn_rows

HOSTILE = """"><script>alert('x')</script>&<b>"""
CELLS = [
    Cell(HOSTILE, HOSTILE, is_head=True),
    Cell(HOSTILE, kind="tag", tone=HOSTILE),
    Cell(HOSTILE, kind="tags", tags=((HOSTILE, HOSTILE),)),
    Cell(HOSTILE, kind="links", links=((HOSTILE, HOSTILE), (HOSTILE, HOSTILE))),
    Cell(HOSTILE, kind="tags"),
    Cell(HOSTILE, kind="number"),
    Cell(HOSTILE, kind="prose"),
    Cell(HOSTILE, kind="slug"),
]
PARTS = [drawn_rows([CELLS]), drawn_options("q", [(HOSTILE, HOSTILE, True, 3)]), drawn_columns([(HOSTILE,) * 3])]


@pytest.mark.parametrize("html", PARTS)
def test_no_text_becomes_markup(html):
    assert set(re.findall(r"<(\w+)", html)) <= {"tr", "th", "td", "a", "br", "span", "li", "label", "input"}
    without_tags = re.sub(r"""<[^<>]*>""", "", html)
    assert not re.search(r"""[<>"]|&(?!(amp|lt|gt|quot|#x27);)""", without_tags)
    assert "alert(&#x27;x&#x27;)" in html


def test_each_kind_of_cell_has_its_form():
    html = drawn_rows(
        [
            [Cell("A", "/a/", is_head=True), Cell("12", kind="number"), Cell("good", kind="tag", tone="good")],
            [
                Cell("none", kind="links"),
                Cell("", kind="links", links=(("B", "/b/"), ("C", "/c/"))),
                Cell("c", kind="slug"),
            ],
        ]
    )
    assert html.splitlines() == [
        '<tr><th scope="row"><a href="/a/">A</a></th><td class="num">12</td>'
        '<td><span class="tag tag--good">good</span></td></tr>',
        '<tr><td><span class="muted">none</span></td><td><a href="/b/">B</a><br><a href="/c/">C</a></td>'
        '<td class="nowrap">c</td></tr>',
    ]


def test_an_option_says_how_many_rows_it_has():
    assert drawn_options("force", [("kent", "Kent", True, 1200)]) == (
        '<li><label><input type="checkbox" name="force" value="kent" checked><span>Kent '
        '<span class="muted">(1,200)</span></span></label></li>'
    )
