"""What a reader of rows needs to know to use and cite them: the same in a workbook, in JSON and beside a CSV file."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from dashboards.registers.base import IDENTITY
from dashboards.registers.definitions import definitions_of
from dashboards.templatetags.formatting import on_date
from findings.data_version.current import version_of_request
from inspections.models import Inspection


def column_names(query):
    """The columns asked for, or all; every row says what and where it is besides."""
    return [*(query.columns or query.register.columns()), *IDENTITY]


@dataclass(frozen=True)
class About:
    """`remarks` are sentences about these very rows, by what they are about; `reports`: where the rows come from."""

    register: type
    address: str
    filters: dict
    sort: tuple
    version: str
    made_at: datetime
    remarks: tuple
    reports: tuple
    names: tuple

    def lines(self):
        """Pairs of a label and a text, as a sheet or a file shows them; the definitions of the columns come last."""
        filters = "; ".join(f"{name}: {', '.join(values)}" for name, values in self.filters.items())
        definitions = definitions_of(self.register)
        return [
            ("register", self.register.title),
            ("address", self.address),
            ("filters", filters or "none"),
            ("order", ", ".join(self.sort) or "that of the register"),
            ("data version", self.version),
            ("made at", self.made_at.isoformat(timespec="seconds")),
            ("what it holds", self.register.lead),
            ("notice", self.register.note_on_use),
            *self.remarks,
            *(("source", _cited(report)) for report in self.reports),
            *((name, definitions[name].meaning) for name in self.names),
        ]

    def envelope(self):
        """What stands around rows in JSON, but for their number and pages."""
        definitions = definitions_of(self.register)
        return {
            "register": self.register.title,
            "address": self.address,
            "filters": self.filters,
            "data_version": self.version,
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "what_it_holds": self.register.lead,
            "notice": self.register.note_on_use,
            "remarks": [{"about": about, "text": text} for about, text in self.remarks],
            "sources": [_source(report) for report in self.reports],
            "columns": [_column(name, definitions[name]) for name in self.names],
        }


def about(query, address, made_at, names=(), reports=None):
    """About the rows of a query; `names`: its columns; `reports`: of those rows that an answer holds, else of all."""
    register = query.register
    if reports is None:
        keys = register.reports(query.rows())
        reports = Inspection.objects.published().filter(pk__in=keys).newest_first()
    return About(
        register=register,
        address=address if "://" in address else f"{settings.SITE_ADDRESS}{address}",
        filters=query.filters,
        sort=tuple(query.sort),
        version=version_of_request(),
        made_at=made_at,
        remarks=tuple(register.remarks(query)),
        reports=tuple(reports),
        names=tuple(names or column_names(query)),
    )


def _source(inspection):
    return {
        "inspection": inspection.slug,
        "edition": inspection.edition,
        "title": inspection.title,
        "published": inspection.published_on.isoformat(),
        "published_precision": inspection.published_precision,
        "report": inspection.address,
    }


def _cited(inspection):
    day = on_date(inspection.published_on, inspection.published_precision)
    return f"{inspection.title}; published {day}; edition {inspection.edition} here; {inspection.address}".rstrip("; ")


def _column(name, definition):
    return {
        "name": name,
        "meaning": definition.meaning,
        "kind": definition.kind,
        "may_be_absent": definition.may_lack,
        "values": list(definition.values),
    }
