from django.db import migrations

OF_INSPECTIONS = [
    ("enter_findings", "Can enter findings as drafts"),
    ("publish_findings", "Can check and publish what another person entered"),
    ("record_follow_up", "Can record what became of recommendations"),
]


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="inspection",
            options={"ordering": ["-published_on", "slug", "-edition", "pk"], "permissions": OF_INSPECTIONS},
        ),
        migrations.AlterModelOptions(
            name="person",
            options={
                "permissions": [("manage_people", "Can invite people and give roles")],
                "verbose_name": "person",
                "verbose_name_plural": "people",
            },
        ),
    ]
