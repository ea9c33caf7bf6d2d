"""One row per force, with the inspections of it that are published here."""

import django_tables2 as tables
from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q
from django_tables2 import Column

from dashboards.registers import filter_kinds, filters
from dashboards.registers.base import Cell, Register, joined
from dashboards.templatetags.formatting import on_date
from inspections.models import Force, Inspection

DEMONSTRATIONS = "Demonstrations (invented)"


class ForceFilter(filters.ThroughFilterSet):
    through = ("inspection", "inspection_kind", "framework", "year")
    link = "force"

    q = filter_kinds.Words("name", "official_name")
    force = filters.force("slug")
    region = filters.region("region")
    nation = filters.nation("nation")
    inspection = filters.inspection("slug")
    inspection_kind = filters.kind_of_inspection("kind")
    framework = filters.framework("framework__slug")
    year = filters.year("published_on")

    @classmethod
    def leading(cls):
        return Inspection.objects.published()


class ForceTable(tables.Table):
    force = Column("Address", order_by="slug")
    name = Column("Force", order_by="name")
    official_name = Column("Full name", order_by="official_name")
    region = Column("Region", order_by=("nation", "region"))
    nation = Column("Nation", order_by="nation")
    inspections = Column("Inspections here", orderable=False)
    latest = Column("Latest", orderable=False)
    latest_published = Column("Latest published", orderable=False)
    invented = Column("Invented", order_by="is_demo")


class ForceRegister(Register):
    """Read as a list under regions; as a table where an order or columns are asked for."""

    name, url_name = "forces", "force-list"
    section = "forces"
    title = "Forces"
    noun = ("force", "forces")
    lead = (
        "The 43 territorial police forces of England and Wales. “No inspection here” means that this database has "
        "none; the inspectorate may have inspected the force all the same."
    )
    note_on_use = "A force without an inspection here may have been inspected all the same."
    template = "forces/list.html"
    table, filterset = ForceTable, ForceFilter
    head_column = "name"
    default_order = ("is_demo", "nation", "region", "name")
    default_columns = ("name", "region", "nation", "inspections", "latest_published", "ons_code")

    @classmethod
    def queryset(cls):
        published = Inspection.objects.published().newest_first()
        there = Exists(published.filter(force=OuterRef("pk")))
        return Force.objects.filter(Q(is_demo=False) | there).prefetch_related(
            Prefetch("inspections", published, to_attr="published_inspections")
        )

    @classmethod
    def reports(cls, rows):
        return Inspection.objects.published().filter(force__in=rows.order_by().values("pk")).order_by().values("pk")

    @classmethod
    def row(cls, obj):
        latest = next(iter(obj.published_inspections), None)
        return {
            "force": obj.slug,
            "name": obj.name,
            "official_name": obj.official_name,
            "region": obj.region,
            "nation": obj.nation,
            "inspections": joined(inspection.slug for inspection in obj.published_inspections),
            "latest": latest.slug if latest else "",
            "latest_published": latest.published_on if latest else None,
            "invented": "yes" if obj.is_demo else "no",
            "id": obj.pk,
            "link": f"{settings.SITE_ADDRESS}{obj.get_absolute_url()}",
            "edition": "",
            "ons_code": obj.ons_code,
        }

    @classmethod
    def cells(cls, obj, row):
        latest = next(iter(obj.published_inspections), None)
        links = tuple((_short(inspection), inspection.get_absolute_url()) for inspection in obj.published_inspections)
        return {
            "name": Cell(obj.name, obj.get_absolute_url()),
            "inspections": Cell("No inspection here", kind="links", links=links),
            "latest": Cell(row["latest"], latest.get_absolute_url() if latest else "", kind="slug"),
            "latest_published": Cell(on_date(latest.published_on, latest.published_precision) if latest else ""),
        }

    @classmethod
    def context(cls, query, objects):
        if query.sort or query.columns:
            return {}
        groups = {}
        for force in objects:
            links = [(_short(inspection), inspection.get_absolute_url()) for inspection in force.published_inspections]
            groups.setdefault(DEMONSTRATIONS if force.is_demo else force.region, []).append((force, links))
        return {"groups": list(groups.items()), "as_table": f"?{query.query_string(sort='name', page='')}"}


def _short(inspection):
    """Kind and date, where the force is named beside it: "Inspection, 26 August 2021"."""
    return f"{inspection.get_kind_display()}, {on_date(inspection.published_on, inspection.published_precision)}"
