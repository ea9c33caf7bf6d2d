"""What a register is: rows of one noun, filters, columns, and the same rows as a page and as files."""

from functools import cache
from typing import ClassVar, NamedTuple

from django.conf import settings

from dashboards.registers.reference import by_key
from inspections.models import Inspection


class Cell(NamedTuple):
    """One cell of a page: the text that a person reads, where it leads, and how it is set.

    Of kind `tags` it shows `tags` (text, tone), of kind `links` it shows `links` (text, address), and `text` where
    there are none.
    """

    text: str
    href: str = ""
    kind: str = "text"
    tone: str = ""
    tags: tuple = ()
    links: tuple = ()
    is_head: bool = False


class Register:
    """One noun's rows. Subclasses declare; nothing here knows what the noun is.

    `table` declares columns, their labels and how they sort; `filterset` the parameters that filter; `queryset` the
    public rows; `row` the plain values of one row, as exports print them; `cells` what a page shows instead, where
    that differs (names for slugs, links, tags). `head_column` names the row it stands in, `inspection_path` leads
    to the inspection it comes from.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    lead: ClassVar[str] = ""
    noun: ClassVar[tuple] = ("row", "rows")
    section: ClassVar[str] = ""
    table: ClassVar[type]
    filterset: ClassVar[type]
    default_order: ClassVar[tuple] = ("pk",)
    default_columns: ClassVar[tuple] = ()
    inspection_path: ClassVar[str] = "inspection"
    head_column: ClassVar[str] = ""
    note_on_use: ClassVar[str] = ""
    see_also: ClassVar[tuple] = ()  # other pages about the same: (words, name of the address)
    nothing_at_all: ClassVar[str] = ""
    template: ClassVar[str] = "registers/register.html"

    @classmethod
    def queryset(cls):
        raise NotImplementedError

    @classmethod
    def shown(cls, rows):
        """The objects of one page of the queryset, with everything that `row` and `cells` read."""
        return list(rows)

    @classmethod
    def row(cls, obj):
        raise NotImplementedError

    @classmethod
    def cells(cls, obj, row):
        """Cells by column, only for columns whose page text differs from the exported value."""
        return {}

    @classmethod
    def context(cls, query, objects):
        """Further context of the page, of the query or of the objects shown: totals, a chart, another arrangement."""
        return {}

    @classmethod
    def reports(cls, rows):
        """Keys of the inspections that these rows come from, as a subquery."""
        return rows.order_by().values(cls.inspection_path)

    @classmethod
    def reports_shown(cls, objects):
        """The inspections that these objects come from, newest first, from what is kept."""
        keys = cls.keys_of_reports(objects)
        return [inspection for key, inspection in by_key(Inspection).items() if key in keys]

    @classmethod
    def keys_of_reports(cls, objects):
        """Keys of the inspections that objects of `shown` come from."""
        rows = cls.reports(cls.queryset().filter(pk__in=[obj.pk for obj in objects]))
        return {key for row in rows for key in row.values()}

    @classmethod
    def remarks(cls, query):
        """Sentences about these very rows, for whoever takes them away: (what it is about, sentence)."""
        return []

    @classmethod
    def path(cls):
        return f"/{cls.name}/"

    @classmethod
    def columns(cls):
        """Every column that a row has, in the order of exports: name -> label."""
        return {name: column.verbose_name or name for name, column in cls.table.base_columns.items()}


IDENTITY = {"id": "Number", "link": "Link", "edition": "Edition", "ons_code": "ONS code"}


def identity(obj, inspection, link):
    """The columns that rows of every register carry: where this row is, and which edition and force it is of."""
    return {
        "id": obj.pk,
        "link": f"{settings.SITE_ADDRESS}{link}",
        "edition": inspection.edition,
        "ons_code": inspection.force.ons_code,
    }


def joined(slugs):
    """Several slugs in one cell, separated by semicolons."""
    return ";".join(slugs)


@cache
def _labels(model, name):
    return {value: str(shown) for value, shown in model._meta.get_field(name).flatchoices}


def label(obj, name):
    """What `get_…_display` says of a field with choices, without flattening the choices for each row."""
    value = getattr(obj, name)
    return _labels(type(obj), name).get(value, value)


def force_cell(force):
    return Cell(force.name, force.get_absolute_url())


def inspection_cell(inspection):
    return Cell(inspection.slug, inspection.get_absolute_url(), kind="slug")


def source_cell(item, address):
    """Where the report says it; an address alone would be the widest column, and the link leads to it anyway."""
    return Cell("the published web page" if item.source == item.place_address else item.source, address)
