"""Invented things for the gallery of components: rows that no database holds, marked as invented in every text."""

from datetime import date

from django import forms
from django.core.paginator import Paginator

from dashboards.charts.panel import Cell, Link, Panel, Row, Table, Units
from dashboards.pages.clock import Clock, Line, Stretch
from dashboards.pages.inspection import AuditRow
from dashboards.pages.timeline import Step
from findings.models import CaseAudit, Claim, Finding, Illustration, Recommendation, RecommendationPart, Theme
from findings.statistics.ledger import Equation
from findings.statistics.proportions import share
from inspections.models import Area, Chapter, Force, Framework, Grade, Inspection

NOWHERE = "#samples"
FORCE = Force(pk=-1, slug="testshire", name="Testshire (invented)", official_name="Testshire Police (invented)")
CHAPTER = Chapter(pk=-1, slug="initial-contact", name="Initial contact")
AREA = Area(pk=-1, slug="missing-children", name="Missing children", short_name="Missing children")
THEMES = [Theme(pk=-1, slug="appropriate-adults", name="Appropriate adults")]
INSPECTION = Inspection(
    pk=-1,
    slug="testshire-2020",
    state=Inspection.State.PUBLISHED,
    title="Testshire Police (invented): inspection, 2020",
    force=FORCE,
    framework=Framework(pk=-1, slug="ncpi-2017"),
    published_on=date(2020, 3, 1),
    published_precision="day",
    text_edition="invented.txt",
)
SAID_OF = ((1, NOWHERE, "Do something invented.", "Not met"),)
GRADES = [
    Grade(pk=-1, slug="good", name="Good", tone="good"),
    Grade(pk=-2, slug="requires-improvement", name="Requires improvement", tone="weak"),
    Grade(pk=-3, slug="inadequate", name="Inadequate", tone="poor"),
]


def with_related(row, **lists):
    """The row with what would be read from other tables, so that showing it asks no database."""
    row._prefetched_objects_cache = lists
    return row


def finding(**fields):
    lists = {"areas": [], "themes": [], "recommendations": []}
    lists |= {name: fields.pop(name) for name in tuple(lists) if name in fields}
    given = {
        "key": "invented-finding",
        "kind": Finding.Kind.HEADED,
        "polarity": "concern",
        "summary": "An invented finding of an invented force: nothing of it happened.",
        "wording": "own words",
        "line": 12,
    }
    return with_related(Finding(pk=-1, inspection=INSPECTION, chapter=CHAPTER, **given | fields), **lists)


def illustration(**fields):
    lists = {"areas": [AREA], "themes": THEMES}
    given = {
        "key": "invented-illustration",
        "kind": Illustration.Kind.CASE_STUDY,
        "polarity": "mixed",
        "position": 1,
        "is_labelled": True,
        "summary": "An invented illustration: no child and no case is behind it.",
        "wording": "own words",
        "line": 30,
    }
    return with_related(Illustration(pk=-1, inspection=INSPECTION, chapter=CHAPTER, **given | fields), **lists)


def recommendation(claims=(), answers=(), parts=(), **fields):
    given = {
        "key": "invented-recommendation",
        "number": 1,
        "timescale": "three-months",
        "text": "The invented force should do something invented.",
        "wording": "own words",
        "line": 40,
    }
    made = Recommendation(pk=-1, inspection=INSPECTION, chapter=CHAPTER, **given | fields)
    listed = [RecommendationPart(pk=-number, text=text) for number, text in enumerate(parts, 1)]
    said = [
        Claim(pk=-number, voice=voice, state=state, on=date(2020, number + 4, 1), source="An invented letter.")
        for number, (voice, state) in enumerate(claims, 1)
    ]
    return with_related(made, areas=[AREA], themes=THEMES, answers=list(answers), parts=listed, claims=said)


def audit_row(counts, *, printed_total, lumped=(), reason="", area=None):
    """A row of case grades; None in `counts` is a grade that is not printed."""
    audit = CaseAudit(
        pk=-1,
        inspection=INSPECTION,
        assessor="hmicfrs",
        sample="all",
        area=area,
        printed_total=printed_total,
        line=50,
    )
    total = printed_total if printed_total is not None or None in counts else sum(counts)
    cells = tuple(
        (grade, count, None if count is None or not total else share(count, total), bool(lumped) and count is None)
        for grade, count in zip(GRADES, counts, strict=True)
    )
    name = "HMICFRS on all cases (invented)"
    return AuditRow(with_related(audit, counts=[]), name, cells, lumped, total, reason, cells[-1][2])


def equations():
    said = (
        ("holds", "The samples add up to all cases (invented)", 33, 33),
        ("fails", "The areas add up to all cases (invented)", 80, 83),
        ("not-printed", "The additional cases add up (invented)", None, 44),
    )
    for outcome, statement, left, right in said:
        detail = f"{'?' if left is None else left} {'≠' if outcome == 'fails' else '='} {right}"
        yield Equation(f"samples.{outcome}", statement, "left", "right", left, right, outcome, detail)


def steps():
    return [
        Step(date(2020, 3, 1), "happened", "1 March 2020", "Invented report published", "", "An invented page."),
        Step(date(2020, 6, 1), "promised", "Due 1 June 2020", "Invented revisit", "It was due, and happened late."),
        Step(date(2020, 7, 1), "said", "1 July 2020", "The force: met", "", "An invented letter.", items=SAID_OF),
        Step(date(2020, 9, 1), "unknown", "Due 1 September 2020", "Invented plan", "No follow-up known to us."),
    ]


def clock():
    return Clock(
        (
            Line("Report published (invented)", "", "", "1 March 2020", "", None, Stretch(1, 1.2)),
            Line("Invented revisit", NOWHERE, "1 June 2020", "July 2020", "Late.", Stretch(30, 1.2), Stretch(45, 8)),
            Line("Invented plan", NOWHERE, "June 2020", "", "No follow-up known to us.", Stretch(30, 8), None),
        ),
        ((80, 2021),),
    )


def unit_rows():
    return [("Good", "good", 12), ("Requires improvement", "weak", 0), ("Inadequate", "poor", 7)]


def panel(**fields):
    """A panel of invented numbers; a heat table and a plotly figure are asked for by name."""
    table = Table("Invented cases by grade", ("Grade", "Cases"), (Row("Good", (Cell("12 of 19", "63%, 41% to 81%"),)),))
    given = {
        "id": "sample-panel",
        "title": "How invented cases were graded",
        "reading": "12 of 19 invented cases were graded good.",
        "table": table,
        "sources": (Link("Testshire Police (invented)", NOWHERE),),
        "downloads": (Link("CSV", NOWHERE),),
    }
    return Panel(**given | fields)


def unit_panel():
    return panel(units=(Units("Testshire (invented)", tuple(unit_rows()), 19, "An invented note."),))


def figure_panel():
    bar = {"type": "bar", "x": ["Good", "Inadequate"], "y": [12, 7], "marker": {"color": "var(--accent)"}}
    cells = [Cell("1 of 9", "11%, 2% to 43%", str(level)) for level in range(5)] + [Cell("not printed", "", "none")]
    head = ("Area", *(f"Level {level}" for level in range(5)), "None")
    heat = Table("Invented shares as a heat table", head, (Row("Missing children", tuple(cells)),), is_heat=True)
    return panel(
        id="sample-figure-panel",
        title="A drawn chart of invented numbers",
        figure={"data": [bar], "layout": {}},
        label="12 good and 7 inadequate, all invented",
        table=heat,
        notes=("A note below the figure.",),
        caveats=("A caveat before quoting.",),
        is_open=True,
    )


def pages(number):
    return Paginator(range(450), 50).page(number)


class SampleForm(forms.Form):
    name = forms.CharField(label="An invented name", help_text="A hint.")
    note = forms.CharField(label="A note", required=False, widget=forms.Textarea(attrs={"rows": 2}))


def form(prefix, data=None):
    return SampleForm(data, prefix=prefix)
