"""The record of reference data and people at the desk: differences, filter, files, and what is kept from whom."""

import csv
import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from findings.models import GlossaryTerm, Revision, Theme
from inspections.accounts import set_roles
from inspections.models import Force
from inspections.record import acting
from tests import synthetic
from tests.conftest import load_everything
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
AT = "/entry/record/"


@pytest.fixture
def editor():
    return somebody("editor")


@pytest.fixture
def acts(editor):
    """Three acts of two people, one of them on an account."""
    force, theme = Force.objects.get(slug="dorset"), Theme.objects.get(slug="supervision")
    with acting(editor, "Newly <named>."):
        force.note, force.aliases = "A note & more.", ["=Durnovaria"]
        force.save()
        theme.definition = "Another meaning."
        theme.save()
    set_roles(editor, ["editor", "publisher"], by=somebody("administrator"), reason="More work.")
    return force


def text_of(client, address):
    return b"".join(client.get(address)).decode()


def test_it_shows_what_differs_with_what_stood_there_before(acts, editor):
    page = text_of(client_of(editor), AT)
    assert "Newly &lt;named&gt;." in page
    assert "<ins>A note &amp; more.</ins>" in page
    assert "<ins>Another meaning.</ins>" in page
    assert page.count("what the row said before a person first changed it") == 2
    before = next(row for row in Theme.history.filter(slug="supervision") if row.history_type == "+")
    assert f"<del>{before.definition}</del>" in page
    assert before.history_user is None


def test_accounts_show_to_administrators_alone(acts, editor):
    assert "More work." not in text_of(client_of(editor), AT)
    assert client_of(editor).get(f"{AT}?kind=person").status_code == 400
    page = text_of(client_of(somebody("administrator", name="other")), f"{AT}?kind=person")
    assert "<ins>editor; publisher</ins>" in page
    assert "What the row said before is not on record" in page  # the account was made by no person
    assert "pbkdf2" not in page
    assert "password" not in page.lower().split("<main")[1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=force", {"Dorset"}),
        ("kind=theme&by=editor", {"Supervision"}),
        ("by=administrator", {"editor"}),
        (f"since={date.today() + timedelta(days=1)}", set()),
        (f"until={date.today() - timedelta(days=2)}", set()),
        (f"since={date.today() - timedelta(days=1)}&until={date.today() + timedelta(days=1)}&kind=force", {"Dorset"}),
    ],
)
def test_it_is_filtered_and_the_files_follow(acts, query, found):
    client = client_of(somebody("administrator", name="other"))
    told = json.loads(text_of(client, f"/entry/record.json?{query}"))
    names = {act["row"].split(" and ")[0] for act in told if act["by"]}
    assert {name.split(" ")[0] for name in names} == {name.split(" ")[0] for name in found}
    rows = list(csv.DictReader(StringIO(text_of(client, f"/entry/record.csv?{query}"))))
    assert {row["row"] for row in rows if row["by"]} == {act["row"] for act in told if act["by"]}
    assert all(not row["after"].startswith("=") for row in rows)


def test_wrong_filters_are_named_all_at_once(editor):
    client = client_of(editor)
    refused = client.get(f"{AT}?kind=weather&since=yesterday&colour=red")
    assert refused.status_code == 400
    for told in ("colour", "weather", "From"):
        assert told in refused.content.decode()
    assert client.get("/entry/record.pdf").status_code == 404


def test_more_rows_need_no_more_queries(acts, editor, django_assert_max_num_queries):
    client = client_of(editor)
    with acting(editor, "Again."):
        for term in GlossaryTerm.objects.all()[:12]:
            term.definition += " And more."
            term.save()
    with django_assert_max_num_queries(24):
        page = text_of(client, AT)
    assert "Page 1 of 2" in page
    assert "Page 2 of 2" in text_of(client, f"{AT}?page=2")


def test_history_and_record_are_deleted_by_nobody(acts, editor):
    """By no statement that the application could send; emptying the whole database by command is another matter."""
    draft = synthetic.load(synthetic.whole(), as_draft=True)
    for table, key in (("inspections_historicalforce", acts.pk), ("findings_revision", draft.pk)):
        for act in (f'DELETE FROM "{table}"', f'UPDATE "{table}" SET id = {key}'):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(act)
    assert acts.history.count() == 2
    assert Revision.objects.of(draft).exists()


@pytest.fixture
def loaded(transactional_db):
    """Other tests that really write may have left nothing."""
    load_everything()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("loaded")
def test_a_database_can_be_emptied_by_command_and_is_guarded_again(acts):
    call_command("flush", interactive=False, verbosity=0)
    assert not Force.history.exists()
    force = synthetic.testshire()
    with acting(somebody("editor", name="later"), "x"):
        force.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        force.history.all().delete()
