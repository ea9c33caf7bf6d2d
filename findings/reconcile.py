"""The ledger of an inspection: its rows, handed to the pure arithmetic of `findings.statistics.ledger`."""

from django.db.models import F, Q

from findings.models import CaseAudit
from findings.models.figure import PERCENT
from findings.statistics.distributions import grade_distribution
from findings.statistics.ledger import CountedSet, FigureEquation, PrintedFigure, ledger_of
from findings.statistics.results import LumpedCount


def counted_sets(inspection):
    """The case audits of one inspection as plain counted sets, and the grades of its scale, best first."""
    rows = (
        CaseAudit.objects.filter(inspection=inspection)
        .select_related("area", "scale")
        .prefetch_related("scale__grades", "counts__grade", "counts__grade_to")
    )
    return tuple(counted_set(row) for row in rows)


def counted_set(audit):
    """One case audit with its counts by grade; a grade that is not printed is None, and zero is zero."""
    counts = {grade.slug: None for grade in audit.scale.grades.all()}
    lumped = {}
    for count in audit.counts.all():
        if count.grade_to_id:
            lumped[count.grade.slug, count.grade_to.slug] = count.cases
        else:
            counts[count.grade.slug] = count.cases
    return CountedSet(
        assessor=audit.assessor,
        sample=audit.sample,
        area=audit.area.slug if audit.area_id else None,
        counts=counts,
        printed_total=audit.printed_total,
        name=name_of(audit),
        lumped=lumped,
    )


def distribution_of(audit):
    """The grade distribution of one case audit; that which it was read with, where it was."""
    known = getattr(audit, "distribution", None)
    if known is not None:
        return known
    counted = counted_set(audit)
    return grade_distribution(
        audit.scale.slug,
        tuple(counted.counts),
        tuple(counted.counts.values()),
        counted.printed_total,
        tuple(LumpedCount(first, last, cases) for (first, last), cases in counted.lumped.items()),
    )


def name_of(audit):
    """The set in words: "HMICFRS on all cases, missing children"."""
    who = "HMICFRS" if audit.assessor == "hmicfrs" else "The force"
    cases = {"joint": "the joint cases", "additional": "the additional cases", "all": "all cases"}[audit.sample]
    return f"{who} on {cases}" + (f", {audit.area.short_name.lower()}" if audit.area_id else "")


def figure_equations(inspection):
    """The equations between printed figures that the document states."""
    for row in inspection.equations.select_related("whole").prefetch_related("terms__figure"):
        yield FigureEquation(
            key=row.key,
            statement=row.statement,
            whole=_figure(row.whole),
            parts=tuple(_figure(term.figure) for term in row.terms.all()),
            relation=row.relation,
        )


def beyond_their_base(inspection):
    """What is more than the base printed with it: "31 of 30". The many that are not are no lines of the ledger."""
    counts = inspection.reportedfigures.exclude(unit=PERCENT)
    for row in counts.filter(Q(value__gt=F("of")) | Q(value_to__gt=F("of"))).order_by("pk"):
        yield FigureEquation(
            key=f"{row.key}.base",
            statement="A number is no more than the base that is printed with it",
            whole=PrintedFigure(name="the base", value=_plain(row.of)),
            parts=(PrintedFigure(name=row.figure, value=_plain(max(row.value, row.value_to or row.value))),),
            relation="at-most",
        )


def _figure(row):
    return PrintedFigure(name=row.figure, value=_plain(row.value))


def _plain(value):
    return value.normalize() if value % 1 else int(value)


def ledger(inspection):
    """Every equation of one inspection: holds, fails, or not printed. No counted sets and no equations: none."""
    sets = counted_sets(inspection)
    equations = (*figure_equations(inspection), *beyond_their_base(inspection))
    if not sets and not equations:
        return ()
    grades = tuple(sets[0].counts) if sets else ()
    areas = tuple(inspection.framework.areas.values_list("slug", flat=True)) if sets else ()
    return ledger_of(sets, equations, grades=grades, areas=areas)
