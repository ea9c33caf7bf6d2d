"""The sheets of a workbook, one for each kind of thing that an inspection says."""

from findings.documents.base import Polarity, Precision, Wording
from findings.documents.figures import Qualifier
from findings.documents.findings import FindingKind
from findings.documents.inspection_document import MilestoneKind
from findings.documents.recommendations import ClaimState, Timescale
from findings.documents.workbook.layout import AREAS, CHAPTER, KEY, LOCATOR, NOTE, THEMES, Column, Sheet, words

PRECISION = words(Precision)
POLARITY = Column(
    "Polarity", "polarity", "choice", "Whether it is a strength.", choices=words(Polarity), is_required=True, width=12
)
WORDING = Column(
    "Wording", "wording", "choice", "Whose words the text is in.", choices=words(Wording), is_required=True, width=13
)
SUMMARY = Column("Summary", "summary", "text", "What the report says.", is_required=True, width=70)
ORDER = Column(
    "Order",
    "order",
    "whole",
    "The place among findings and themes of cases together, from 1. Left empty: after those that have one.",
    width=8,
)
KINDS = ("inspection", "re-inspection", "review", "revisit-letter")


def _line(heading, field, about, *, is_required=False, width=24):
    return Column(heading, field, "text", about, is_required=is_required, width=width)


def _choice(heading, field, about, choices, *, is_required=False, width=16):
    return Column(heading, field, "choice", about, choices=choices, is_required=is_required, width=width)


def _date(heading, field, about, *, is_required=False):
    return Column(heading, field, "date", about, is_required=is_required, width=13)


INSPECTION = Sheet(
    "Inspection",
    "inspection",
    "Who was inspected, when, and where the report is. One line a field.",
    (
        Column("Address name", "slug", "key", "Names it in addresses: force and year.", is_required=True),
        _choice("Force", "force", "The force inspected.", "forces", is_required=True),
        _choice("Kind", "kind", "What kind of inspection it is.", KINDS, is_required=True),
        _choice("Follows up", "parent", "The published inspection that this one follows up.", "inspections"),
        _line("Title", "title", "The title of the report.", is_required=True),
        _line("Abstract", "abstract", "What it found, in a few sentences of your own."),
        _date("Inspected from", "inspected_from", "The first day of the inspection."),
        _date("Inspected to", "inspected_to", "The last day of the inspection."),
        _choice("Inspected precision", "inspected_precision", "How exactly these days are known.", PRECISION),
        _date("Published on", "published_on", "A month or year is given as its first day.", is_required=True),
        _choice("Published precision", "published_precision", "How exactly it is known.", PRECISION, is_required=True),
        _line("Published as printed", "published_as_printed", "The date in the words of the report."),
        _line("ISBN", "isbn", "As printed in the report."),
        _line("Web address", "address", "Where the report can be read."),
        _line("Archive address", "archive_address", "Where an archive keeps it."),
        _line("Text edition", "text_edition", "The file in which lines are counted."),
        _line("Edition note", "edition_note", "What this edition corrects."),
    ),
)
# A column for each grade of the framework's scale is set in before `note` when a workbook is made.
CASE_AUDITS = Sheet(
    "Case audits",
    "case_audits",
    "Cases by grade. Leave a cell empty where the report prints no number; 0 is a number.",
    (
        _choice("Assessor", "assessor", "Who graded the cases.", ("force", "hmicfrs"), is_required=True),
        _choice("Sample", "sample", "Which cases.", ("joint", "additional", "all"), is_required=True),
        _choice("Area", "area", "Left empty: the whole sample.", "areas", width=26),
        Column("Printed total", "total", "whole", "Left empty where the report prints no total.", width=12),
        Column(
            "Derived grades",
            "derived",
            "choices",
            "The grades whose number is worked out and not printed.",
            choices="grades",
        ),
        NOTE,
        *LOCATOR,
    ),
)
LUMPED = Sheet(
    "Lumped grades",
    "lumped",
    "Where a report counts several grades together.",
    (
        *CASE_AUDITS.columns[:3],
        _choice("Grade", "grade", "The best grade of the range.", "grades", is_required=True),
        _choice("Grade to", "grade_to", "The worst grade of the range.", "grades", is_required=True),
        Column("Cases", "cases", "whole", "The cases of the whole range.", is_required=True, width=8),
        Column("Derived", "derived", "yes-no", "Whether it is worked out and not printed.", width=9),
    ),
)
TOPIC_GRADES = Sheet(
    "Topic grades",
    "topic_grades",
    "The grade of each topic, for a framework that grades topics.",
    (
        _choice("Topic", "topic", "The topic graded.", "topics", is_required=True),
        _choice("Grade", "grade", "Its grade.", "topic_grades", is_required=True),
        NOTE,
        *LOCATOR,
    ),
)
TOPIC = _choice("Topic", "topic", "The topic it speaks of.", "topics")
CASE_THEMES = Sheet(
    "Themes of cases",
    "findings",
    "The bullets under the tallies of an area.",
    (
        ORDER,
        KEY,
        CHAPTER,
        AREAS,
        POLARITY,
        THEMES,
        _line("Title", "title", "The heading."),
        SUMMARY,
        WORDING,
        TOPIC,
        NOTE,
        *LOCATOR,
    ),
    given=(("kind", "case-theme"),),
)
FINDINGS = Sheet(
    "Findings",
    "findings",
    "What the report says besides the themes of cases.",
    (
        ORDER,
        KEY,
        _choice(
            "Kind",
            "kind",
            "Where in the report it stands, or the inspectorate's formal category.",
            tuple(kind for kind in words(FindingKind) if kind != "case-theme"),
            is_required=True,
        ),
        *CASE_THEMES.columns[2:],
    ),
)
ILLUSTRATIONS = Sheet(
    "Illustrations",
    "illustrations",
    "Cases that the report tells, short and sober.",
    (
        KEY,
        _choice("Kind", "kind", "What it shows.", ("positive-practice", "case-study"), is_required=True),
        Column("Labelled", "labelled", "yes-no", "Whether the report itself names the kind.", is_required=True),
        CHAPTER,
        Column("Finding", "finding", "key", "The key of the finding it illustrates.", refers="findings"),
        AREAS,
        POLARITY,
        THEMES,
        SUMMARY,
        WORDING,
        NOTE,
        *LOCATOR,
    ),
)
RECOMMENDATIONS = Sheet(
    "Recommendations",
    "recommendations",
    "What the force is asked to do. What is listed within one goes to the sheet Parts.",
    (
        KEY,
        Column("Number", "number", "whole", "From 1, in the order of the report.", is_required=True, width=8),
        _choice("Kind", "kind", "Whether a cause of concern carries it.", ("standalone", "cause-of-concern")),
        CHAPTER,
        _choice("Timescale", "timescale", "How soon after publication.", words(Timescale)),
        _line("Timescale as printed", "timescale_as_printed", "In the words of the report."),
        AREAS,
        THEMES,
        Column("Answers findings", "findings", "keys", "Keys of findings, with ; between.", refers="findings"),
        Column("Text", "text", "text", "What is asked for.", is_required=True, width=70),
        WORDING,
        NOTE,
        *LOCATOR,
        Column("Restated line", "restated_at.line", "whole", "Where the report prints it again.", width=8),
        Column("Restated to", "restated_at.line_to", "whole", "The last line of that.", width=8),
    ),
)
OF = Column(
    "Recommendation",
    "recommendation",
    "key",
    "The key of the recommendation.",
    is_required=True,
    refers="recommendations",
    width=26,
)
PARTS = Sheet(
    "Parts",
    "parts",
    "The items listed within a recommendation.",
    (OF, KEY, Column("Text", "text", "text", "What is asked for.", is_required=True, width=70), *LOCATOR),
)
CLAIMS = Sheet(
    "Claims",
    "claims",
    "Who says what became of a recommendation.",
    (
        OF,
        _choice("Voice", "voice", "Who says it.", ("force", "hmicfrs", "commissioner"), is_required=True),
        _choice("State", "state", "What is said.", words(ClaimState), is_required=True),
        _date("On", "on", "When it was said.", is_required=True),
        _choice("Precision", "precision", "How exactly that is known.", PRECISION),
        _line("Source", "source", "Where it can be read.", is_required=True),
        NOTE,
    ),
)
FIGURES = Sheet(
    "Figures",
    "figures",
    "Printed numbers that are no case grades.",
    (
        KEY,
        CHAPTER,
        _line("Figure", "figure", "What is counted or measured.", is_required=True),
        Column("Value", "value", "number", "The number, without unit.", is_required=True, width=12),
        Column("Value to", "value_to", "number", "The upper end of a range.", width=12),
        Column("Of", "of", "number", "The base, where one is printed.", width=12),
        _line("Unit", "unit", "What it counts: people, per cent, hours.", is_required=True, width=14),
        _choice("Qualifier", "qualifier", "The word that goes before it.", words(Qualifier)),
        _date("As of", "as_of", "The day it holds for; a month or year as its first day."),
        _date("As of to", "as_of_to", "The end of the period it holds for."),
        _choice("As of precision", "as_of_precision", "How exactly that is known.", PRECISION),
        _line("As printed", "as_printed", "The number in the words of the report.", is_required=True),
        AREAS,
        NOTE,
        *LOCATOR,
    ),
)
EQUATIONS = Sheet(
    "Equations",
    "equations",
    "What should hold between figures, by the report's own words.",
    (
        KEY,
        _line("Statement", "statement", "What should hold, in a sentence.", is_required=True, width=50),
        Column("Whole", "whole", "key", "The key of the whole.", is_required=True, refers="figures", width=26),
        Column("Parts", "parts", "keys", "Keys, with ; between.", is_required=True, refers="figures", width=40),
        _choice("Relation", "relation", "Whether the parts are all of it.", ("equals", "at-most")),
        NOTE,
    ),
)
JUDGMENTS = Sheet(
    "Judgments",
    "judgments",
    "Another inspectorate's grades of local authorities.",
    (
        KEY,
        _line("Authority", "authority", "Who was judged.", is_required=True),
        _line("Inspectorate", "inspectorate", "Who judged.", is_required=True),
        _line("Subject", "subject", "What was judged.", is_required=True),
        _line("Grade as printed", "grade_as_printed", "In the words of the report.", is_required=True),
        _date("Published on", "published_on", "A month or year as its first day.", is_required=True),
        _choice("Published precision", "published_precision", "How exactly it is known.", PRECISION, is_required=True),
        NOTE,
        *LOCATOR,
    ),
)
MILESTONES = Sheet(
    "Milestones",
    "milestones",
    "Steps promised or required after publication.",
    (
        KEY,
        _choice("Kind", "kind", "Which step.", words(MilestoneKind), is_required=True),
        _line("What", "what", "The step in a few words.", is_required=True, width=50),
        Column("Within", "within", "whole", "How many units after publication.", width=8),
        _choice("Unit", "unit", "Of the number before.", ("days", "weeks", "months")),
        _date("Happened on", "happened_on", "When it happened, if that is known."),
        _choice("Happened precision", "happened_precision", "How exactly that is known.", PRECISION),
        _line("Source", "source", "Where it says so; needed once it has happened."),
        NOTE,
        *LOCATOR,
    ),
)
