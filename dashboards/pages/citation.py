"""How to cite what stands here: one builder for reports, items, counted sets, equations and charts.

A citation is one line of plain text in a fixed order: who published it, the force and the report, when; what is cited,
with its value and base; where it stands in the report; and where it was read: the edition here, the address, the day.
It never repeats the text of a finding or of an illustration.
"""

from django.conf import settings

from dashboards.templatetags.formatting import amount, on_date
from findings.reconcile import distribution_of, name_of
from findings.statistics.results import span_in_words

SITE = "Child Protection Inspection Findings"
NOUNS = {
    "findings": "finding",
    "illustrations": "illustration",
    "recommendations": "recommendation",
    "figures": "printed figure",
    "judgments": "judgment of another inspectorate",
    "milestones": "step after publication",
}


def absolute(request, path):
    """The address of a path for readers elsewhere: SITE_ADDRESS where it is set, else the one that was asked."""
    return settings.SITE_ADDRESS + path if settings.SITE_ADDRESS else request.build_absolute_uri(path)


def edition_path(inspection):
    """The address that keeps showing this edition after it is superseded."""
    return f"/inspections/{inspection.slug}/editions/{inspection.edition}/"


def report_of(inspection):
    """The report: "HMICFRS, Dorset Police: child protection inspection, 2021 (26 August 2021)".

    The force is named before a title that does not name it.
    """
    names = (inspection.force.name, inspection.force.official_name)
    who = "" if any(name in inspection.title for name in names) else f"{inspection.force.official_name}: "
    return f"HMICFRS, {who}{inspection.title} ({on_date(inspection.published_on, inspection.published_precision)})"


def reports_cited(inspections):
    """Several reports with the edition of each, as a chart rests on them."""
    return "; ".join(f"{report_of(one)}, edition {one.edition}" for one in dict.fromkeys(inspections))


def cite(inspection, what, value, locator, address, on):
    """The citation of one thing in one edition of an inspection; what is empty is left out. A draft has none."""
    if not inspection.is_public:
        return ""
    said = f"{what}: {value}" if value else what
    parts = [report_of(inspection), *(part for part in (said, locator) if part)]
    return f"{', '.join(parts)}; as recorded in {SITE}, edition {inspection.edition}, {address}, read {on_date(on)}"


def cite_inspection(inspection, request, on):
    return cite(inspection, "", "", "", absolute(request, edition_path(inspection)), on)


def cite_item(item, request, on):
    """An item by its number or name, with the value of a figure and the timescale of a recommendation."""
    inspection = item.inspection
    address = absolute(request, f"{edition_path(inspection)}{item.noun}/{item.key}/")
    return cite(inspection, what_of(item), value_of(item), item.source or "not in the report", address, on)


def what_of(item):
    """The item in words that tell no case: by its number, its name or its heading, else by its place in the order."""
    if item.noun == "recommendations":
        return f"recommendation {item.number}"
    if item.noun == "figures":
        return item.figure
    field = {"findings": "title", "judgments": "authority", "milestones": "what"}.get(item.noun)
    named = getattr(item, field) if field else ""
    return f"{NOUNS[item.noun]} “{named.rstrip('.')}”" if named else f"{NOUNS[item.noun]} {item.position}"


def value_of(item):
    if item.noun == "figures":
        return amount(item)
    if item.noun == "recommendations" and item.timescale:
        return item.get_timescale_display().lower()
    return ""


def cite_audit(audit, request, on):
    """A counted set: every printed count, and the base they are of."""
    inspection = audit.inspection
    address = absolute(request, f"{edition_path(inspection)}#case-audits-{audit.key}")
    return cite(inspection, name_of(audit), counts_of(audit), audit.source, address, on)


def counts_of(audit):
    """ "20 good, 35 requires improvement, 28 inadequate, of 83 cases"; a grade that is not printed is left out."""
    said = [f"{one.cases} {_grades(one)}" for one in audit.counts.all()]
    of = distribution_of(audit).total if audit.printed_total is None else audit.printed_total
    return ", ".join([*said, "no base printed" if of is None else f"of {of} cases"])


def _grades(count):
    return span_in_words(count.grade.name, count.grade_to.name if count.grade_to_id else None).lower()


def cite_equation(inspection, equation, request, on):
    """A line of the ledger: what should hold, the numbers, and how it comes out."""
    address = absolute(request, f"{edition_path(inspection)}#{equation_id(equation)}")
    outcome = "cannot be tried" if equation.outcome == "not-printed" else equation.outcome
    return cite(inspection, f"equation “{equation.statement}”", f"{equation.detail} ({outcome})", "", address, on)


def equation_id(equation):
    """The id of an equation on its page."""
    return f"equations-{equation.key.replace('.', '-')}"


def cite_panel(panel, request, on):
    """A chart: its title, what it says, its base, the reports it rests on, and its address with the query."""
    address = absolute(request, f"{request.get_full_path()}#{panel.id}")
    sources = "; ".join(dict.fromkeys(getattr(source, "cited", source.text) for source in panel.sources))
    said = [f"{SITE}, chart “{panel.title}”", panel.reading.rstrip(".")]
    said += [part.rstrip(".") for part in (panel.base, f"Source: {sources}" if sources else "") if part]
    return f"{'. '.join(said)}. {address}, read {on_date(on)}"
