"""Terms are explained where they stand: once a section, in running text alone, and whatever the text holds."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.pages.terms import Explainer, Term, explainer
from findings.models import GlossaryTerm
from tests import synthetic


def term(slug, *forms):
    return Term(slug, forms[0], "", f"What {forms[0]} means.", forms)


TERMS = (
    term("cse", "CSE", "child sexual exploitation"),
    term("exploitation", "exploitation"),
    term("arms", "ARMS"),
    term("care", "children's social care"),
    term("amp", "amp"),
    term("x27", "x27"),
)
LINK = re.compile(r'<a class="term" href="/glossary/#[a-z0-9-]+">(.*?)</a>')


def marked(text, terms=TERMS):
    return Explainer(terms).explained(f"<p>{text}</p>")


def links(text):
    return LINK.findall(text)


def test_the_longest_term_is_marked_once_and_whole_words_only():
    assert links(marked("Child sexual exploitation, CSE and exploitation; non-CSE, CSEs.")) == [
        "Child sexual exploitation",
        "exploitation",
    ]
    assert links(marked("exploitations and reexploitation")) == []


def test_abbreviations_count_only_as_they_are_written():
    assert links(marked("Officers in arms; cse; ARMS")) == ["ARMS"]


def test_a_term_with_an_escaped_character_is_found_and_entities_are_not_terms():
    text = marked(escape("Children's social care & amp x27 'x27'"))
    assert [html.unescape(found) for found in links(text)] == ["Children's social care", "amp", "x27"]
    assert "&amp;" in text
    assert "&#x27;" in text


@pytest.mark.parametrize(
    "around",
    [
        "<h3>{}</h3>",
        "<p><a href='/x/'>{}</a></p>",
        "<p><button>{}</button></p>",
        "<details><summary>{}</summary></details>",
        '<p class="locator">Source: {}</p>',
        '<p class="finding__meta"><span class="tag tag--concern">{}</span></p>',
        "<dd><span data-cite>{}</span></dd>",
        '<p class="card__meta"><span><b>{}</b></span></p>',
        "<table><tr><th>{}</th><td>{}</td></tr></table>",
        '<p><code title="a">{}</code></p>',
        "{}",
    ],
)
def test_headings_links_sources_and_labels_are_left_alone(around):
    text = around.replace("{}", "CSE")
    assert Explainer(TERMS).explained(text) == text


def test_attributes_are_left_alone_and_text_behind_closed_elements_counts():
    text = '<p title="CSE"><a href="/CSE/">x</a> <em>CSE</em><br>exploitation</p>'
    found = Explainer(TERMS).explained(text)
    assert found.startswith('<p title="CSE"><a href="/CSE/">x</a> <em><a class="term"')
    assert links(found) == ["CSE", "exploitation"]


def test_each_section_marks_anew_and_the_page_lists_a_term_once():
    page = Explainer(TERMS)
    assert links(page.explained("<p>CSE CSE</p>")) == ["CSE"]
    assert links(page.explained("<li>CSE</li>")) == ["CSE"]
    assert list(page.used) == ["cse"]


def test_without_a_glossary_nothing_is_marked():
    assert Explainer(()).explained("<p>CSE</p>") == "<p>CSE</p>"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            ["CSE", "exploitation", "<b>", "</p>", "<script>", "&", "&amp;", "'", '"', "children's social care"]
        )
        | st.text(max_size=6),
        max_size=12,
    )
)
def test_markup_in_a_text_stays_text(parts):
    said = " ".join(parts)
    found = marked(escape(said))
    inner = found.removeprefix("<p>").removesuffix("</p>")
    assert html.unescape(LINK.sub(r"\1", inner)) == html.unescape(escape(said))
    assert re.findall(r"<[^>]*>", LINK.sub(r"\1", inner)) == []
    slugs = re.findall(r'href="/glossary/#([^"]+)"', inner)
    assert len(slugs) == len(set(slugs))


@pytest.mark.django_db
def test_pages_mark_terms_lead_to_the_glossary_and_list_them(client):
    text = client.get("/inspections/dorset-2021/").content.decode()
    slugs = set(re.findall(r'<a class="term" href="/glossary/#([^"]+)"', text))
    assert len(slugs) > 10
    assert set(re.findall(r'<dd id="term-([^"]+)"', text)) == slugs
    assert slugs <= set(GlossaryTerm.objects.values_list("slug", flat=True))
    for section in text.split('<summary id="chapter-')[1:]:
        found = re.findall(r'<a class="term" href="/glossary/#([^"]+)"', section.split("</details>")[0])
        assert len(found) == len(set(found))


@pytest.mark.django_db
def test_a_changed_entry_is_explained_as_it_is_now(client):
    GlossaryTerm.objects.create(slug="invented-thing", term="invented thing", definition="Nothing real.")
    synthetic.load(synthetic.document(findings=[synthetic.finding("one", summary="An invented thing & <b>more</b>.")]))
    address = "/inspections/testshire-2020/findings/one/"
    text = client.get(address).content.decode()
    assert '<a class="term" href="/glossary/#invented-thing">invented thing</a> &amp; &lt;b&gt;more&lt;/b&gt;' in text
    assert "Nothing real." in text
    GlossaryTerm.objects.filter(slug="invented-thing").get().delete()
    assert "Nothing real." not in client.get(address).content.decode()


@pytest.mark.django_db
def test_the_glossary_is_read_in_one_query():
    with CaptureQueriesContext(connection) as queries:
        page = explainer()
        page.explained("<p>MASH and CSE</p>")
        page.explained("<p>MASH and CSE</p>")
    assert sum("glossaryterm" in query["sql"] for query in queries) == 1
    assert {"mash", "cse"} <= set(page.used)
