"""The search: its entries, and what each engine keeps over them."""

import django.db.models.deletion
from django.db import migrations, models

import findings.models.search_entry
from findings.search.tables import operation

KINDS = [
    ("finding", "Finding"),
    ("recommendation", "Recommendation"),
    ("illustration", "Illustration"),
    ("figure", "Figure"),
    ("theme", "Theme"),
    ("glossary", "Glossary"),
    ("force", "Force"),
]
REFERENCE = ["theme", "glossary", "force"]


def link(model, on_delete):
    return models.ForeignKey(null=True, on_delete=on_delete, related_name="+", to=f"inspections.{model}")


class Migration(migrations.Migration):
    dependencies = [("findings", "0004_grades_and_areas_of_framework"), ("inspections", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=14)),
                (
                    "key",
                    models.SlugField(help_text="The item's key within its inspection, or the slug.", max_length=100),
                ),
                ("inspection", link("inspection", django.db.models.deletion.CASCADE)),
                ("force", link("force", django.db.models.deletion.CASCADE)),
                ("chapter", link("chapter", django.db.models.deletion.PROTECT)),
                ("areas", models.TextField(blank=True, help_text="Slugs in their order, each between semicolons.")),
                ("year", models.PositiveSmallIntegerField(help_text="The year of publication.", null=True)),
                ("title", models.CharField(blank=True, max_length=250)),
                ("body", models.TextField(blank=True)),
                ("title_stems", models.TextField(blank=True)),
                ("body_stems", models.TextField(blank=True)),
                ("about_stems", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
            ],
            options={"verbose_name_plural": "search entries", "ordering": ["kind", "inspection", "key", "pk"]},
        ),
        migrations.CreateModel(
            name="FullText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="full_text",
                        serialize=False,
                        to="findings.searchentry",
                    ),
                ),
                ("matched", findings.models.search_entry.MatchedField(db_column="findings_fulltext")),
                ("rank", models.FloatField()),
            ],
            options={"db_table": "findings_fulltext", "managed": False},
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(inspection__isnull=False),
                fields=("inspection", "kind", "key"),
                name="findings_searchentry_item_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(inspection__isnull=True),
                fields=("kind", "key"),
                name="findings_searchentry_reference_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=REFERENCE, inspection__isnull=True)
                | (~models.Q(kind__in=REFERENCE) & models.Q(inspection__isnull=False)),
                name="findings_searchentry_items_have_an_inspection",
            ),
        ),
        operation(),
    ]
