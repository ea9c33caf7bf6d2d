"""A theme is merged or retired with a preview, by a publisher, and every inspection has it on record."""

import pytest
from django.core.management import call_command

from findings.actions.refusal import RefusedError
from findings.actions.themes import retire_theme
from findings.documents.problems import DocumentError
from findings.models import FindingTheme, Revision, SearchEntry, Theme
from findings.store.load import load_sources
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
    assert (gone.history_type, gone.history_user.username) == ("~", "publisher")
    assert client.get(address).status_code == 404
    page = client.get("/entry/themes/").content.decode()
    assert "merged into" in page.split("Out of use")[1]
    assert f'href="{address}"' not in page


def test_old_addresses_lead_to_what_took_a_theme_over_and_filters_name_it(theme, client):
    publisher = somebody("publisher")
    middle = Theme.objects.create(slug="middle", name="Middle", group="children", definition="M.", order=9_998)
    retire_theme(theme, by=publisher, reason="The same.", into=middle)
    retire_theme(middle, by=publisher, reason="The same again.", into=Theme.objects.get(slug="supervision"))
    for slug in ("odd", "middle"):
        answer = client.get(f"/themes/{slug}/")
        assert (answer.status_code, answer.headers["Location"]) == (301, "/themes/supervision/")
        assert client.get(f"/themes/{slug}/report-an-error/").status_code == 404
    for address in ("/findings/?theme=odd", "/findings.csv?theme=odd", "/api/v1/themes/?theme=odd"):
        answer = client.get(address)
        assert answer.status_code == 400
        assert "was merged into “supervision” on" in answer.content.decode()
    assert not {"odd", "middle"} & {row["theme"] for row in client.get("/api/v1/themes/?size=200").json()["rows"]}
    assert not SearchEntry.objects.filter(kind="theme", key__in=["odd", "middle"]).exists()
    for wrong in (theme, Theme.objects.get(slug="middle")):
        with pytest.raises(RefusedError, match="out of use already"):
            retire_theme(wrong, by=publisher, reason="Again.")
    with pytest.raises(RefusedError, match="in use"):
        retire_theme(Theme.objects.get(slug="supervision"), by=publisher, reason="Back.", into=theme)


def test_a_retired_theme_has_a_page_that_says_so(theme, client):
    retire_theme(theme, by=somebody("publisher"), reason="Unused.")
    page = client.get("/themes/odd/")
    assert page.status_code == 200
    assert "out of use since" in page.content.decode()
    answer = client.get("/recommendations.json?theme=odd")
    assert answer.status_code == 400
    assert "The theme “odd” was retired on" in answer.content.decode()


def test_the_reference_data_loaded_again_brings_no_theme_back():
    retire_theme(Theme.objects.get(slug="supervision"), by=somebody("publisher"), reason="Unused.")
    call_command("load_reference", verbosity=0)
    assert Theme.objects.get(slug="supervision").retired_on


@pytest.mark.parametrize("into", ["supervision", ""])
def test_an_unchanged_document_changes_nothing_after_a_theme_went(theme, into):
    document = synthetic.whole(findings=[synthetic.finding("first", themes=["odd", "risk-assessment"])])
    row, publisher = synthetic.load(document), somebody("publisher")
    retire_theme(theme, by=publisher, reason="Odd.", into=Theme.objects.filter(slug=into).first())
    assert load_sources([synthetic.source(document)])[0].what == "unchanged"
    expected = {"risk-assessment", into} - {""}
    assert {coding.theme.slug for coding in row.findings.get().codings.all()} == expected
    # something else is corrected in the same document: the theme stays as the person left it
    changed = synthetic.whole(findings=[synthetic.finding("first", "New.", themes=["odd", "risk-assessment"])])
    assert load_sources([synthetic.source(changed)])[0].what == "new edition"
    assert {coding.theme.slug for coding in row.findings.get().codings.all()} == expected
    new = synthetic.whole("testshire-2021", findings=[synthetic.finding("first", themes=["odd"])])
    if into:
        made = load_sources([synthetic.source(new)])[0].inspection
        assert [coding.theme.slug for coding in made.findings.get().codings.all()] == ["supervision"]
    else:
        with pytest.raises(DocumentError, match="the theme odd has been retired; leave it out"):
            load_sources([synthetic.source(new)])


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
