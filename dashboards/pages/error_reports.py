"""What a reader can report an error in: every public item, a theme, or an inspection as a whole."""

from dataclasses import dataclass

from dashboards.pages.items import MODELS
from findings.models import CaseAudit, Equation, ErrorReport, Theme
from inspections.models import Inspection

Kind = ErrorReport.Kind


@dataclass(frozen=True)
class Subject:
    """What a report is about. `what` never repeats an item's text: it stands in the title of a page."""

    kind: str
    key: str
    inspection: Inspection | None
    place: str
    address: str

    @property
    def what(self):
        return Kind(self.kind).label

    @property
    def form_address(self):
        return form_address(self.kind, self.key, self.inspection)


def subject_of(kind, key, slug, edition=None):
    """The public item of that name, or None. Without `edition` it is the current one."""
    if kind == Kind.THEME:
        theme = None if slug else Theme.objects.current().filter(slug=key).first()
        return Subject(kind, key, None, "", theme.get_absolute_url()) if theme else None
    inspection = _inspection(slug, edition)
    if inspection is None or (kind == Kind.INSPECTION and key):
        return None
    if kind == Kind.INSPECTION:
        return Subject(kind, "", inspection, "", inspection.get_absolute_url())
    item = _item(inspection, kind, key)
    if item is None:
        return None
    address = f"{inspection.get_absolute_url()}#ledger" if kind == Kind.EQUATION else item.get_absolute_url()
    return Subject(kind, key, inspection, getattr(item, "source", ""), address)


def _inspection(slug, edition):
    current = Inspection.objects.published()
    rows = current if edition is None else Inspection.objects.public().filter(edition=edition)
    return rows.filter(slug=slug).select_related("force").first()


def _item(inspection, kind, key):
    if kind == Kind.CASE_AUDIT:
        rows = CaseAudit.objects.filter(inspection=inspection).select_related("area")
        item = next((row for row in rows if row.key == key), None)
    elif kind == Kind.EQUATION or kind in MODELS:
        item = MODELS.get(kind, Equation).objects.filter(inspection=inspection, key=key).first()
    else:
        return None
    if item is not None:
        item.inspection = inspection
    return item


def form_address(kind, key, inspection):
    """Where an error in this item is reported."""
    if inspection is None:
        return f"/themes/{key}/report-an-error/"
    item = "" if kind == Kind.INSPECTION else f"{kind}/{key}/"
    return f"{inspection.get_absolute_url()}{item}report-an-error/"


def item_address(report):
    """Where the item stood in the edition that the report is about; the edition stays readable."""
    if report.kind == Kind.THEME:
        return f"/themes/{report.key}/"
    edition = f"/inspections/{report.inspection_slug}/editions/{report.edition}/"
    if report.kind in MODELS:
        return f"{edition}{report.kind}/{report.key}/"
    return {
        Kind.CASE_AUDIT: f"{edition}#case-audits-{report.key}",
        Kind.EQUATION: f"{edition}#ledger",
    }.get(report.kind, edition)
