"""One row per theme of the coding frame, with how often it was used."""

import django_tables2 as tables
from django.conf import settings
from django.db.models import Count, Q
from django_tables2 import Column

from dashboards.registers import filter_kinds, filters
from dashboards.registers.base import Cell, Register, label
from findings.models import Finding, Theme
from findings.models.located import Polarity
from findings.models.theme import ThemeGroup

PUBLISHED = Q(findings__inspection__state="published")


def counted(**condition):
    """Findings of published inspections that carry the theme; each finding counts once."""
    condition = {f"findings__{name}": value for name, value in condition.items()}
    return Count("findings", filter=PUBLISHED & Q(**condition), distinct=True)


class ThemeFilter(filters.ThroughFilterSet):
    through = (
        "force",
        "region",
        "nation",
        "inspection",
        "inspection_kind",
        "framework",
        "year",
        "chapter",
        "area",
        "polarity",
    )
    link = "themes"

    q = filter_kinds.Words("name", "definition")
    group = filters.options("group", ThemeGroup.choices, "Group")
    theme = filter_kinds.Slugs("slug", "theme", "Theme")
    force = filters.force()
    region = filters.region()
    nation = filters.nation()
    inspection = filters.inspection()
    inspection_kind = filters.kind_of_inspection()
    framework = filters.framework()
    year = filters.year()
    chapter = filters.chapter()
    area = filters.areas()
    polarity = filters.options("polarity", Polarity.choices, "Strength or concern")

    @classmethod
    def leading(cls):
        return Finding.objects.published()


class ThemeTable(tables.Table):
    theme = Column("Theme", order_by="order")
    name = Column("Name", order_by="name")
    group = Column("Group", order_by="order")
    definition = Column("What it covers", orderable=False)
    findings = Column("Findings", order_by="all_findings")
    strengths = Column("Strengths", order_by="strengths")
    concerns = Column("Concerns", order_by="concerns")
    mixed = Column("Mixed", order_by="mixed")
    forces = Column("Forces", order_by="forces")
    recommendations = Column("Recommendations", order_by="asks")


class ThemeRegister(Register):
    name, url_name = "themes", "theme-list"
    section = "themes"
    title = "Themes"
    noun = ("theme", "themes")
    lead = "One vocabulary codes every report, so that the same practice meets under one name across forces."
    note_on_use = (
        "Counts of findings say how often the reports speak of a theme, not how good or bad the practice is; the "
        "silence of a report is no finding."
    )
    see_also = (
        ("Themes by inspection: strengths and concerns in each report", "theme-matrix"),
        ("Which concerns a recommendation answers, and what is asked for again", "concerns"),
    )
    table, filterset = ThemeTable, ThemeFilter
    default_order = ("order",)
    default_columns = ("name", "definition", "findings", "strengths", "concerns", "mixed", "forces", "recommendations")

    @classmethod
    def queryset(cls):
        asks = Q(recommendations__inspection__state="published")
        return Theme.objects.current().annotate(
            all_findings=counted(),
            strengths=counted(polarity="strength"),
            concerns=counted(polarity="concern"),
            mixed=counted(polarity="mixed"),
            forces=Count("findings__inspection__force", filter=PUBLISHED, distinct=True),
            asks=Count("recommendations", filter=asks, distinct=True),
        )

    @classmethod
    def reports(cls, rows):
        keys = list(rows.values_list("pk", flat=True))
        return Finding.objects.published().filter(themes__in=keys).order_by().values("inspection")

    @classmethod
    def row(cls, obj):
        return {
            "theme": obj.slug,
            "name": obj.name,
            "group": obj.group,
            "definition": obj.definition,
            "findings": obj.all_findings,
            "strengths": obj.strengths,
            "concerns": obj.concerns,
            "mixed": obj.mixed,
            "forces": obj.forces,
            "recommendations": obj.asks,
            "id": obj.pk,
            "link": f"{settings.SITE_ADDRESS}{obj.get_absolute_url()}",
            "edition": "",
            "ons_code": "",
        }

    @classmethod
    def cells(cls, obj, row):
        numbers = ("findings", "strengths", "concerns", "mixed", "forces", "recommendations")
        return {
            "name": Cell(obj.name, obj.get_absolute_url()),
            "group": Cell(label(obj, "group")),
            "definition": Cell(obj.definition, kind="prose"),
            **{name: Cell(str(row[name]), kind="number") for name in numbers},
        }
