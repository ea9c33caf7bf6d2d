"""Tallies of single cases, and the ledger that sets them beside what the report prints. Seen with the right alone."""

from collections import Counter

from findings.models import CaseAudit, ReferredBack, ReportedFigure
from findings.reconcile import counted_set, name_of
from findings.statistics.ledger import TOTAL, Equation

REFERRED_BACK = "cases-referred-back"


def tally(counts, *, assessor, sample, area_id=None):
    """Cases by grade (key of the grade -> cases) of one counted set, from rows of CaseCount.

    The force graded the joint cases alone, so its cases of all samples are its joint cases.
    """
    found = Counter()
    for count in counts:
        if (area_id and count.area_id != area_id) or (sample != "all" and count.sample != sample):
            continue
        grade = count.force_grade_id if assessor == "force" else count.hmicfrs_grade_id
        if grade:
            found[grade] += count.cases
    return found


def case_ledger(inspection, counts, grades):
    """Every count that the report prints, beside the same count of the cases: holds, fails, or not printed."""
    audits = (
        CaseAudit.objects.filter(inspection=inspection)
        .select_related("area", "scale")
        .prefetch_related("scale__grades", "counts__grade", "counts__grade_to")
    )
    lines = [line for audit in audits for line in _lines(audit, counts, grades)]
    return (*lines, *_referred_back(inspection, counts))


def _lines(audit, counts, grades):
    printed, name = counted_set(audit), name_of(audit)
    found = tally(counts, assessor=audit.assessor, sample=audit.sample, area_id=audit.area_id)
    for grade in (*grades, None):
        number = printed.number(grade.slug if grade else TOTAL)
        cases = found[grade.pk] if grade else found.total()
        what = grade.name.lower() if grade else "total"
        key = f"cases.{audit.key}.{grade.slug if grade else TOTAL}"
        yield equation(key, f"The cases make up what is printed: {name}, {what}", cases, number)


def _referred_back(inspection, counts):
    figure = ReportedFigure.objects.filter(inspection=inspection, key=REFERRED_BACK).first()
    if figure is None or any(count.referred_back == ReferredBack.NOT_KNOWN for count in counts):
        return
    cases = sum(count.cases for count in counts if count.referred_back == ReferredBack.YES)
    yield equation("cases.referred-back", "The cases make up what is printed: referred back", cases, int(figure.value))


def equation(key, statement, cases, printed):
    """One line of the ledger; a count that is not printed is never taken for zero."""
    if printed is None:
        return Equation(key, statement, "single cases", "report", None, None, "not-printed", f"{cases}; not printed.")
    outcome = "holds" if cases == printed else "fails"
    detail = f"single cases: {cases}; report: {printed}."
    return Equation(key, statement, "single cases", "report", cases, printed, outcome, detail)
