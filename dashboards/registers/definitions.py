"""What every column of every register means, and of which kind its values are. Schema, pages and files read it here."""

from dataclasses import dataclass

from findings.follow_up import STATES
from findings.models import Assessor, Finding, Illustration, ReportedFigure, Sample, Timescale
from findings.models.located import Polarity, Wording
from findings.models.theme import ThemeGroup
from inspections.models import Inspection
from inspections.models.force import Nation
from inspections.models.inspection import Precision

NOTHING = ("",)


@dataclass(frozen=True)
class Definition:
    """`values` lists the few values there are; `may_lack` says that a number or date may be absent, which is not 0."""

    meaning: str
    kind: str = "text"
    values: tuple = ()
    may_lack: bool = False


def slug(meaning):
    return Definition(meaning, "slug")


def slugs(meaning):
    return Definition(f"{meaning} Several are separated by semicolons.", "slugs")


def one_of(meaning, values):
    return Definition(meaning, "choice", tuple(values))


def whole(meaning, may_lack=False):
    return Definition(meaning, "whole number", may_lack=may_lack)


def number(meaning, may_lack=False):
    return Definition(meaning, "number", may_lack=may_lack)


def share(meaning):
    return Definition(meaning, "share", may_lack=True)


def day(meaning, may_lack=False):
    return Definition(meaning, "date", may_lack=may_lack)


IDENTITY = {
    "id": whole("Number of the row in this database; the same in later editions of the inspection."),
    "link": Definition("Where the row stands on this site.", "address"),
    "edition": whole("Edition of the inspection on this site that the row was read from."),
    "ons_code": Definition("Code of the force in the Office for National Statistics' lists; empty if it has none."),
}
FORCE = slug("The force that was inspected.")
INSPECTION = slug("The inspection whose report says it.")
SOURCE = Definition("Where it stands in the report: lines of the text edition, page, paragraph or address.")
WORDING = one_of("Whether the text is ours or the report's.", Wording.values)
AREAS = slugs("Areas of child protection it speaks of; empty if of none in particular.")
THEMES = slugs("Themes it is coded with; the coding is ours.")
LOCATED = {
    "force": FORCE,
    "inspection": INSPECTION,
    "chapter": slug("The chapter of the report it stands in."),
    "areas": AREAS,
}
CASE_GRADES = {
    "force": FORCE,
    "inspection": INSPECTION,
    "kind": one_of("Kind of the inspection.", Inspection.Kind.values),
    "framework": slug("Edition of the inspectorate's rules; numbers of two frameworks are never pooled."),
    "inspected_from": day("First day of the inspection.", may_lack=True),
    "inspected_to": day("Last day of the inspection.", may_lack=True),
    "published": day("Day the report was published; a month or year is written as its first day."),
    "published_precision": one_of("How exactly the day of publication is known.", Precision.values),
    "assessor": one_of("Who gave the grade.", Assessor.values),
    "sample": one_of("Which cases: graded by both, by HMICFRS in addition, or all of them.", Sample.values),
    "area": slug("Area of child protection; empty for the whole sample."),
    "scale": slug("Scale that the grade belongs to; grades of two scales are never compared."),
    "grade": slug("The grade; the first of several where the report counts them together."),
    "grade_to": slug("The last grade, where the report counts several together; empty elsewhere."),
    "cases": whole("Audited cases with this grade. Zero is a count; what is not printed is no row."),
    "of": whole("Base of the share: graded cases of the same assessor, sample and area; absent if not known.", True),
    "printed": one_of("Whether the report prints the count or it follows from others.", ("printed", "derived")),
    "share": share("cases / of, from 0 to 1."),
    "share_low": share("Lower end of the share's 95% Wilson interval, which supposes cases drawn at random."),
    "share_high": share("Upper end of the share's 95% Wilson interval."),
    "source": SOURCE,
}
FINDINGS = LOCATED | {
    "kind": one_of("Where in the report it stands.", Finding.Kind.values),
    "polarity": one_of("What it says of the force's practice.", Polarity.values),
    "themes": THEMES,
    "summary": Definition("What the report found, briefly."),
    "wording": WORDING,
    "source": SOURCE,
}
ILLUSTRATIONS = FINDINGS | {
    "kind": one_of("Good practice, or a case that shows a shortcoming or both.", Illustration.Kind.values),
    "summary": Definition("What the police did or did not do in one case, kept short."),
    "labelled": one_of("Whether the report itself names its kind.", ("yes", "no")),
}
RECOMMENDATIONS = LOCATED | {
    "number": whole("Place among the report's recommendations, in the order of their first appearance; not printed."),
    "timescale": one_of("By when, counted from publication; empty if not printed.", (*Timescale.values, *NOTHING)),
    "due": day("Day on which the timescale ends; for “immediately”, the day of publication.", may_lack=True),
    "due_precision": one_of("How exactly the due date is known; empty without one.", (*Precision.values, *NOTHING)),
    "state": one_of("What is known to have become of it, derived from dated claims.", STATES),
    "themes": THEMES,
    "text": Definition("What the inspectorate asks the force to do."),
    "parts": whole("Number of listed parts; 0 if it is one sentence."),
    "wording": WORDING,
    "source": SOURCE,
}
FIGURES = {
    "force": FORCE,
    "inspection": INSPECTION,
    "chapter": LOCATED["chapter"],
    "figure": Definition("What is counted or measured."),
    "value": number("The number printed; the lower one of a range."),
    "value_to": number("The upper number of a range.", may_lack=True),
    "unit": Definition("What the number counts, such as people or percent."),
    "qualifier": one_of(
        "What the report puts before the number; empty if nothing.", (*ReportedFigure.Qualifier.values, *NOTHING)
    ),
    "as_of": Definition("Day, month or year it holds for (ISO 8601; a period with a slash); empty if not printed."),
    "source": SOURCE,
}
THEME_COUNT = "Published findings coded with the theme{}; how often reports speak of it, not how good practice is."
THEME_ROWS = {
    "theme": slug("The theme."),
    "name": Definition("Its name."),
    "group": one_of("Where it stands in the coding frame.", ThemeGroup.values),
    "definition": Definition("What it covers."),
    "findings": whole(THEME_COUNT.format("")),
    "strengths": whole(THEME_COUNT.format(" as strengths")),
    "concerns": whole(THEME_COUNT.format(" as concerns")),
    "mixed": whole(THEME_COUNT.format(" as both at once")),
    "forces": whole("Forces with such a finding."),
    "recommendations": whole("Published recommendations coded with the theme."),
    "edition": Definition("Always empty: a theme belongs to no inspection."),
    "ons_code": Definition("Always empty: a theme belongs to no force."),
}
INSPECTIONS = {
    "force": FORCE,
    "inspection": slug("The inspection, as its address names it."),
    "title": Definition("Force, kind and year in words."),
    "kind": CASE_GRADES["kind"],
    "framework": CASE_GRADES["framework"],
    "parent": slug("The inspection that this one follows up; empty if it follows up none."),
    "inspected_from": CASE_GRADES["inspected_from"],
    "inspected_to": CASE_GRADES["inspected_to"],
    "inspected_precision": one_of(
        "How exactly the days of the inspection are known; empty without them.", (*Precision.values, *NOTHING)
    ),
    "published": CASE_GRADES["published"],
    "published_precision": CASE_GRADES["published_precision"],
    "scale": slug("Scale of the grades of cases; empty where none are printed."),
    "grades": slugs("HMICFRS's grades of all cases: grade, a space, cases; two dots join grades counted together."),
    "cases": whole("All cases graded by HMICFRS; absent where the report prints neither total nor every grade.", True),
    "findings": whole("Findings transcribed from the report."),
    "recommendations": whole("Recommendations transcribed from the report."),
    "report": Definition("Address of the report on the inspectorate's site; empty if not known."),
}
FORCES = {
    "force": slug("The force, as its address names it."),
    "name": Definition("The name by which the pages call it."),
    "official_name": Definition("Its full name; a display name, not from an official list."),
    "region": Definition("Region of England, or Wales."),
    "nation": one_of("Nation of the force.", Nation.values),
    "inspections": slugs("Its inspections that are published here, newest first; empty if there are none here."),
    "latest": slug("The newest of them."),
    "latest_published": day("Day on which the newest report was published, as in inspections.", may_lack=True),
    "invented": one_of("Whether the force is a demonstration and no real one.", ("yes", "no")),
    "edition": Definition("Always empty: a force belongs to no inspection."),
}
BOUND = "{} number of the joint cases that {}, given the totals of both; absent where nothing can be said."
SAME, HIGHER, LOWER = (
    "both graded the same",
    "the force graded higher than HMICFRS",
    "the force graded lower than HMICFRS",
)
SELF_ASSESSMENT = {
    "force": FORCE,
    "inspection": INSPECTION,
    "scale": slug("Scale that the grade belongs to."),
    "grade": slug("The grade."),
    "force_cases": whole("Joint cases that the force gave this grade.", may_lack=True),
    "hmicfrs_cases": whole("Joint cases that HMICFRS gave this grade.", may_lack=True),
    "cases": whole("Cases graded by both; absent where the totals allow no statement.", may_lack=True),
    "same_min": whole(BOUND.format("Least", SAME), may_lack=True),
    "same_max": whole(BOUND.format("Greatest", SAME), may_lack=True),
    "higher_min": whole(BOUND.format("Least", HIGHER), may_lack=True),
    "higher_max": whole(BOUND.format("Greatest", HIGHER), may_lack=True),
    "lower_min": whole(BOUND.format("Least", LOWER), may_lack=True),
    "lower_max": whole(BOUND.format("Greatest", LOWER), may_lack=True),
    "mean_shift": number(
        "Steps per case by which the force graded above HMICFRS; supposes equal steps.", may_lack=True
    ),
    "id": Definition("Inspection and grade, which name the row."),
}
DEFINITIONS = {
    "case-grades": CASE_GRADES,
    "findings": FINDINGS,
    "illustrations": ILLUSTRATIONS,
    "recommendations": RECOMMENDATIONS,
    "figures": FIGURES,
    "themes": THEME_ROWS,
    "inspections": INSPECTIONS,
    "forces": FORCES,
    "self-assessment": SELF_ASSESSMENT,
}


def definitions_of(register):
    """Every column that a row of the register carries, with its definition, in the order of exports."""
    known = IDENTITY | DEFINITIONS.get(register.name, {})
    return {name: known.get(name) or Definition(str(label)) for name, label in _columns(register).items()}


def _columns(register):
    return {**register.columns(), **{name: name for name in IDENTITY}}
