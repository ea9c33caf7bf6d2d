"""A theme is merged or retired with a preview, by a publisher, and every inspection has it on record."""

import pytest

from findings.models import FindingTheme, Revision, Theme
from tests import synthetic
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    return Theme.objects.create(slug="odd", name="Odd theme", group="children", definition="Invented.", order=9_999)


def test_a_theme_is_merged_after_a_preview(theme):
    both = synthetic.finding("second", themes=["odd", "supervision"])
    row = synthetic.load(synthetic.whole(findings=[synthetic.finding("first", themes=["odd"]), both]))
    client = client_of(somebody("publisher"))
    address = "/entry/themes/odd/retire/"
    assert "Synthetic inspection testshire-2020, edition 1: 2 items" in client.get(address).content.decode()
    assert client.post(address, {"into": "supervision", "reason": " "}).status_code == 400
    assert client.post(address, {"into": "nowhere", "reason": "x"}).status_code == 404
    assert Theme.objects.filter(slug="odd").exists()
    assert client.post(address, {"into": "supervision", "reason": "The same."}).status_code == 302
    codings = FindingTheme.objects.filter(finding__inspection=row).values_list("finding__key", "theme__slug")
    assert sorted(codings) == [("first", "supervision"), ("second", "supervision")]
    revision = Revision.objects.of(row).last()
    assert (revision.what, revision.by.username) == ("followed-up", "publisher")
    assert set(revision.changes) == {"findings/first", "findings/second"}
    gone = Theme.history.filter(slug="odd").first()
    assert (gone.history_type, gone.history_user.username) == ("-", "publisher")


def test_a_superseded_edition_keeps_its_theme(theme):
    synthetic.load(synthetic.whole(findings=[synthetic.finding("first", themes=["odd"])], recommendations=[]))
    changed = synthetic.whole(findings=[synthetic.finding("first", "New.", themes=["odd"])], recommendations=[])
    row = synthetic.load(changed)
    client = client_of(somebody("publisher"))
    client.post("/entry/themes/odd/retire/", {"into": "", "reason": "Unused."})
    left = FindingTheme.objects.get(theme__slug="odd")
    assert (left.finding.inspection.state, left.finding.inspection.edition) == ("superseded", 1)
    assert not row.findings.get().codings.exists()


def test_an_editor_retires_nothing(theme):
    client = client_of(somebody("editor"))
    assert client.post("/entry/themes/odd/retire/", {"reason": "x"}).status_code == 403
    assert Theme.objects.filter(slug="odd").exists()
