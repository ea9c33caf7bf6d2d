"""Every table that shows in public moves the data version, drafts do not, and no trigger gets lost."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from findings.data_version.current import data_version
from findings.data_version.tracked import REFERENCE, path_to_inspection, tracked_tables
from findings.data_version.triggers import PREFIX, existing_triggers, wanted_triggers
from findings.models import DataVersion
from inspections.models import Inspection
from tests import synthetic

pytestmark = pytest.mark.django_db
MODELS = list(apps.get_app_config("findings").get_models(include_auto_created=True))
BELOW = [(model, path) for model in MODELS if (path := path_to_inspection(model))]


def existing():
    with connection.cursor() as cursor:
        return existing_triggers(cursor)


def touch(rows):
    """Writes rows again as they are, past every signal."""
    field = next(field for field in rows.model._meta.fields if not field.primary_key)
    return rows.update(**{field.attname: F(field.attname)})


@pytest.mark.parametrize(("model", "path"), BELOW, ids=[model._meta.object_name for model, _ in BELOW])
def test_a_public_row_moves_it_and_a_draft_does_not(model, path):
    if not model.objects.exists():
        pytest.skip("no transcribed report has one; the tests of the API's version make a claim")
    Inspection.objects.update(state="draft")
    before = data_version()
    assert touch(model.objects.all())
    assert data_version() == before
    Inspection.objects.update(state="published")
    before = data_version()
    assert touch(model.objects.all())
    assert data_version() != before


@pytest.mark.parametrize("label", REFERENCE)
def test_reference_rows_move_it(label):
    before = data_version()
    assert touch(apps.get_model(label).objects.all())
    assert data_version() != before


def test_a_publication_moves_it_and_a_change_of_a_draft_does_not():
    synthetic.testshire()
    before = data_version()
    draft = synthetic.load(synthetic.whole(), as_draft=True)
    Inspection.objects.filter(pk=draft.pk).update(title="Another title")
    assert data_version() == before
    Inspection.objects.filter(pk=draft.pk).update(state="published")
    published = data_version()
    assert published != before
    Inspection.objects.filter(pk=draft.pk).update(state="draft")
    assert data_version() != published


def test_what_is_rolled_back_leaves_it_and_deletion_moves_it():
    before = data_version()
    with transaction.atomic():
        touch(Inspection.objects.published())
        transaction.set_rollback(True)
    assert data_version() == before
    DataVersion.objects.get()
    inspection = Inspection.objects.get(slug="dorset-2021")
    inspection.findings.filter(recommendations__isnull=True).first().delete()
    assert data_version() != before


def test_every_table_has_its_triggers():
    wanted = wanted_triggers(connection.vendor)
    assert existing() == wanted.keys()
    assert len(wanted) == 3 * len(tracked_tables())


def test_a_lost_trigger_comes_back_and_an_old_one_goes():
    name = sorted(existing())[0]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(
                f"CREATE TRIGGER {PREFIX}old AFTER INSERT ON findings_theme FOR EACH ROW BEGIN SELECT 1; END"
            )
        else:
            cursor.execute(f"DROP FUNCTION {name}() CASCADE")
            cursor.execute(
                f"CREATE FUNCTION {PREFIX}old() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
            )
            cursor.execute(
                f"CREATE TRIGGER {PREFIX}old AFTER INSERT ON findings_theme "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}old()"
            )
    assert existing() != wanted_triggers(connection.vendor).keys()
    call_command("migrate", verbosity=0)
    assert existing() == wanted_triggers(connection.vendor).keys()


def test_there_is_one_row_for_all_time():
    with pytest.raises(IntegrityError, match="one_row"), transaction.atomic():
        DataVersion.objects.create(pk=2, name="another")
