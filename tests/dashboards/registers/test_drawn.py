"""Rows and options as HTML: nothing that is put in between becomes markup, and every kind of cell has its form."""

import re

import pytest

from dashboards.registers.base import Cell
from dashboards.registers.drawn import drawn_cases, drawn_columns, drawn_filters, drawn_rows

TABLE = ("tr", "th", "td", "a", "br", "span")
FORM = ("details", "summary", "fieldset", "legend", "div", "ul", "li", "label", "input")
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
FIELD = {"name": HOSTILE, "label": HOSTILE, "given": [HOSTILE, HOSTILE], "choices": [(HOSTILE, HOSTILE, True, 3)]}
PARTS = [
    drawn_rows([CELLS]),
    drawn_filters([FIELD, FIELD | {"choices": []}]),
    drawn_columns([(HOSTILE, HOSTILE, True)]),
]


@pytest.mark.parametrize("html", PARTS)
def test_no_text_becomes_markup(html):
    assert set(re.findall(r"<(\w+)", html)) <= set(FORM) | set(TABLE)
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


def test_an_option_says_how_many_rows_it_has_and_an_open_filter_that_it_is_set():
    field = {"name": "force", "label": "Force", "given": ["kent"], "choices": [("kent", "Kent", True, 1200)]}
    html = drawn_filters([field, field | {"given": [], "choices": [("kent", "Kent", False, 0)]}])
    assert html.count('<details class="filters__item" open>') == html.count('<span class="muted">(set)</span>') == 1
    assert (
        '<li><label><input type="checkbox" name="force" value="kent" checked><span>Kent '
        '<span class="muted">(1,200)</span></span></label></li>'
    ) in html
    assert '<input type="checkbox" name="force" value="kent"><span>Kent <span class="muted">(0)' in html


def test_a_single_case_brings_no_markup():
    names = ("reference", "force", "inspection", "area", "sample", "disagreement", "referred_back")
    grades = ("force_grade", "force_tone", "hmicfrs_grade", "hmicfrs_tone")
    joint = dict.fromkeys(names + grades, HOSTILE)
    text = drawn_cases([joint, joint | {"force_grade": ""}])
    assert set(re.findall(r"<([a-z]+)", text)) <= set(TABLE)
    assert text.count('<span class="tag') == 3
    assert text.count("<td") == 2 * 8
