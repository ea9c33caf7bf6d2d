"""The gallery: every component of the pages in each of its states, with invented data.

A new file in templates/_components is added here, or named in NOT_SHOWN with the reason; a test compares.
"""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.html import json_script
from django.utils.safestring import mark_safe

from dashboards.pages import component_samples as samples
from dashboards.pages.asked import Asked
from findings.statistics.proportions import share

LATER = date(2021, 1, 1)
NOT_SHOWN = {
    "chart_scripts": "It stands in the head of a page and shows nothing itself; this page uses it.",
    "panel_scripts": "It stands in the head of a page and shows nothing itself.",
    "reading": "It stands in the head of a page and shows nothing itself.",
    "terms": "It lists the terms that a page has marked, and is empty without; the page of an inspection shows it.",
}


@dataclass(frozen=True)
class State:
    label: str
    html: str


@dataclass(frozen=True)
class Component:
    name: str
    states: tuple[State, ...]


def gallery():
    """Every component with its states rendered, by name."""
    return [
        Component(name, tuple(State(label, _rendered(name, context)) for label, context in states))
        for name, states in sorted((_small() | _forms() | _items() | _numbers()).items())
    ]


def _rendered(name, context):
    html = render_to_string(f"_components/{name}.html", context)
    if "figure" in context:  # the page prints a figure beside its place
        html += json_script(context["figure"], context["id"])
    return mark_safe(html)


def _small():
    tones = ("best", "good", "fair", "weak", "poor", "strength", "concern", "mixed", "holds", "fails", "not-printed")
    trail = [("Invented", samples.NOWHERE), ("This page", "")]
    warning = {"title": "An invented warning", "text": "With a title.", "tone": "warning"}
    return {
        "breadcrumbs": [("Two steps", {"items": trail})],
        "citation": [
            ("Folded", {"text": "HMICFRS, an invented report (1 March 2020)", "what": "an invented thing"}),
            ("With a permalink", {"text": "HMICFRS, an invented report", "what": "invented", "href": "samples"}),
        ],
        "contents": [("Two headings", {"items": [("Invented", "samples"), ("Samples", "samples")]})],
        "key": [("Three grades", {"items": [("Good", "good"), ("Requires improvement", "weak"), ("Bad", "poor")]})],
        "locator": [
            ("Words", {"text": "line 12 of invented.txt"}),
            ("With a link", {"text": "an invented page", "url": samples.NOWHERE}),
        ],
        "notice": [
            ("Plain", {"text": "Something invented to know."}),
            ("Warning with a title", warning),
            ("With a link", {"text": "More of it is elsewhere.", "url": samples.NOWHERE, "link": "Read the invented"}),
        ],
        "report_error": [("Link", {"address": "/themes/appropriate-adults/"})],
        "tag": [("Neutral", {"text": "neutral"}), *((tone, {"text": tone, "tone": tone}) for tone in tones)],
    }


def _forms():
    empty = {"sample-note": "", "sample-name": ""}
    plain, wrong = samples.form("plain"), samples.form("sample", empty)
    return {
        "error_summary": [
            ("Of a form", {"form": wrong}),
            ("Of sentences", {"errors": [("An invented problem.", ""), ("One with a place.", samples.NOWHERE)]}),
        ],
        "field": [
            ("With a hint", {"field": plain["name"]}),
            ("Optional, of several lines", {"field": plain["note"]}),
            ("With an error", {"field": wrong["name"]}),
        ],
        "pagination": [
            ("First", {"page": samples.pages(1), "query": "", "noun": "samples"}),
            ("In the middle", {"page": samples.pages(5), "query": "force=testshire", "noun": "samples"}),
            ("Last", {"page": samples.pages(9), "query": ""}),
        ],
    }


def _items():
    finding, asked = samples.finding, samples.recommendation
    formal = {"kind": "cause-of-concern", "wording": "as printed", "note": "An invented note."}
    disagreeing = asked(
        claims=[("force", "met"), ("hmicfrs", "not-met")],
        parts=["first part", "second part"],
        answers=[finding()],
        wording="as printed",
        kind="cause-of-concern",
    )
    return {
        "add_to_shortlist": [("Link", {"item": finding(), "what": "a sample"})],
        "clock": [("Promised, late, known to the month", {"clock": samples.clock(), "id": "sample-clock"})],
        "finding": [
            ("Concern without a heading", {"finding": finding()}),
            ("Strength with everything", {"finding": _full_finding()}),
            ("Mixed, of a formal kind", {"finding": finding(polarity="mixed", title="Formal (invented)", **formal)}),
        ],
        "illustration": [
            ("Labelled", {"illustration": samples.illustration()}),
            ("Not labelled", {"illustration": samples.illustration(is_labelled=False, wording="as printed")}),
        ],
        "recommendation": [
            ("Nothing known", {"asked": Asked.of(asked(), LATER)}),
            ("Voices that disagree", {"asked": Asked.of(disagreeing, LATER)}),
            ("On its own page", {"asked": Asked.of(asked(timescale=""), LATER), "alone": True}),
        ],
        "timeline": [("Happened, promised, said, unknown", {"steps": samples.steps()})],
        "voices": [
            ("Nothing known", {"asked": Asked.of(asked(), LATER), "alone": True}),
            ("Still running", {"asked": Asked.of(asked(), date(2020, 3, 2)), "alone": True}),
            ("Claims that disagree", {"asked": Asked.of(disagreeing, LATER)}),
        ],
    }


def _full_finding():
    return samples.finding(
        polarity="strength",
        title="An invented heading",
        areas=[samples.AREA],
        themes=samples.THEMES,
        recommendations=[samples.recommendation()],
    )


def _numbers():
    rows = [
        samples.audit_row((20, 35, 28), printed_total=83),
        samples.audit_row((1, 3, 3), printed_total=None, area=samples.AREA),
        samples.audit_row((None, None, 4), printed_total=9, lumped=(("Good to requires improvement", 5),)),
        samples.audit_row((0, None, 2), printed_total=None, reason="A grade is not printed."),
    ]
    parts = [("good", 0, 40, 20, "12"), ("weak", 40, 35, 57, "11"), ("poor", 75, 25, 87, "7")]
    bar = {"type": "bar", "x": ["Good", "Inadequate"], "y": [12, 7], "marker": {"color": "var(--accent)"}}
    figure = {"data": [bar], "layout": {}}
    return {
        "audits": [
            (
                "Printed, summed, lumped, not printed",
                {"rows": rows, "grades": samples.GRADES, "caption": "Invented case grades", "id": "sample-audits"},
            )
        ],
        "bar": [("Three grades", {"label": "12 good, 11 requires improvement, 7 inadequate", "parts": parts})],
        "figure": [
            ("Short", {"id": "sample-figure", "label": "12 and 7, invented", "size": "short", "figure": figure}),
        ],
        "ledger": [
            ("Every outcome", {"lines": list(samples.equations()), "inspection": samples.INSPECTION, "notes": {}})
        ],
        "panel": [
            ("Unit charts", {"panel": samples.unit_panel(), "level": 3}),
            ("A figure and a heat table", {"panel": samples.figure_panel(), "level": 3}),
        ],
        "share": [
            ("With an interval", {"share": share(12, 33)}),
            ("Below ten cases", {"share": share(3, 7)}),
            ("Complete", {"share": share(4, 8), "complete": True}),
            ("Of no cases", {"share": share(0, 0)}),
        ],
        "units": [
            ("With a zero", {"rows": samples.unit_rows(), "of": 19}),
            ("With letters", {"rows": samples.unit_rows(), "of": 19, "letters": True}),
        ],
    }
