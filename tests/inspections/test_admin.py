"""The maintainers' admin: closed to readers, open to administrators, and unable to change what reports rest on."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from findings.models import ErrorReport, Theme
from inspections.force_form import ForceForm
from inspections.models import Area, Force, Framework, Grade, GradeScale, Person
from inspections.roles import ROLE_NAMES
from tests.people import somebody

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
NEVER_ADDED = (ErrorReport,)  # readers send them
OPEN_TO_ALL = {"login", "logout", "jsi18n"}
FOR_STAFF = {"index", "password_change", "password_change_done", "app_list", "autocomplete", "view_on_site"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_report():
    return ErrorReport.objects.create(
        kind="finding", key="none", inspection_slug="dorset-2021", edition=1, text="Wrong."
    )


@pytest.fixture
def administrator(client):
    person = Person.objects.create_superuser("maintainer", password="only-for-this-test-4711")
    client.force_login(person)
    return client


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


METHODS = ("get", "post", "put", "delete")
ROLES_AND_NOBODY = (None, *ROLE_NAMES, "all of them")


def addresses():
    """Every address of the admin, found from its table, with a row that exists in the place of what varies."""
    rows = {model._meta.label_lower.replace(".", "_"): model for model in MODELS}
    for pattern in patterns_of(admin.site.urls[0]):
        if not pattern.name:
            continue  # what leads to somewhere else of the admin, or nowhere
        model = next((model for name, model in rows.items() if pattern.name.startswith(f"{name}_")), None)
        row = model.objects.order_by("pk").first() if model else None
        pk = row.pk if row else 1
        known = {"object_id": pk, "content_type_id": 1, "url": "nothing", "history_id": 1}
        known["id"] = pk
        kwargs = {name: known[name] for name in pattern.pattern.converters}
        if pattern.name == "app_list":
            kwargs = {"app_label": "findings"}
        args = [pk, 1] if pattern.name.endswith("_simple_history") else []
        yield pattern.name, reverse(f"admin:{pattern.name}", args=args, kwargs=kwargs)


def patterns_of(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from patterns_of(pattern.url_patterns)
        else:
            yield pattern


def told(client, address, methods=METHODS):
    return [(method, getattr(client, method)(address)) for method in methods]


@pytest.mark.parametrize("role", ROLES_AND_NOBODY)
def test_no_role_opens_any_address_whatever_the_method(client, role):
    """None of the roles opens the admin; it is for maintainers, whom a command makes."""
    if role:
        client.force_login(somebody(*(ROLE_NAMES if role == "all of them" else [role]), name="them"))
    methods = METHODS if role in (None, "all of them") else METHODS[:2]
    before, wrong = counts(), []
    for name, address in addresses():
        if name in OPEN_TO_ALL:
            continue
        for method, response in told(client, address, methods):
            if response.status_code != 302 or not response.headers["Location"].startswith("/admin/login/?next="):
                wrong.append((name, method, response.status_code))
    assert not wrong
    assert counts() == before


def test_staff_without_rights_see_no_row(client):
    """The flag alone opens the front door and no room behind it."""
    client.force_login(Person.objects.create_user("staff", is_staff=True))
    before, wrong = counts(), []
    for name, address in addresses():
        # a state of the past that is not there: asked for before the right to see it
        expected = (403, 404) if name.endswith("_simple_history") else (403,)
        if name not in OPEN_TO_ALL | FOR_STAFF:
            wrong += [
                (name, method) for method, r in told(client, address, METHODS[:2]) if r.status_code not in expected
            ]
    assert not wrong
    assert counts() == before


def test_maintainers_open_every_page(administrator):
    wrong, found = [], 0
    for name, address in addresses():
        model = next(
            (model for model in MODELS if name.startswith(f"{model._meta.label_lower.replace('.', '_')}_")), None
        )
        page = name.rsplit("_", 1)[1] if model else name
        if page not in ("index", "changelist", "add", "change", "history", "delete") or name.endswith(
            "_simple_history"
        ):
            continue
        found += 1
        # of the first rows only scale, framework and their parts are frozen; accounts and readers' reports stay
        allowed = (200, 403) if page == "delete" else (200, 302) if page in ("change", "history") else (200,)
        if page == "add" and model in NEVER_ADDED:
            allowed = (403,)
        status = administrator.get(address).status_code
        if status not in allowed:
            wrong.append((name, status))
    assert not wrong
    assert found == 5 * len(MODELS) + 1


def test_what_is_changed_or_deleted_in_the_admin_leaves_a_trace(administrator):
    """Whatever it keeps is on record; what has no record of its own can neither be deleted nor be written freely."""
    without = {model for model in MODELS if not hasattr(model, "history")}
    assert without == {ErrorReport}
    theme = Theme.objects.create(slug="of-no-use", name="Of no use", definition="None.", order=900, group="other")
    administrator.post(address(Theme, "delete", theme.pk), {"post": "yes"})
    assert not Theme.objects.filter(pk=theme.pk).exists()
    assert Theme.history.filter(slug="of-no-use").first().history_type == "-"
    theme = Theme.objects.create(slug="of-no-use", name="Of no use", definition="None.", order=900, group="other")
    chosen = {"action": "delete_selected", "_selected_action": [theme.pk], "post": "yes"}
    administrator.post(address(Theme, "changelist"), chosen)
    assert not Theme.objects.filter(pk=theme.pk).exists()
    gone = Theme.history.filter(id=theme.pk).first()
    assert (gone.history_type, gone.history_user.username) == ("-", "maintainer")


def test_nothing_about_an_account_can_be_changed_in_the_admin_that_its_record_does_not_keep(administrator):
    person = Person.objects.get()
    offered = set(administrator.get(address(Person, "change", person.pk)).context["adminform"].form.fields)
    kept = {field.name for field in Person.history.model._meta.get_fields()}
    # the digest is changed on a page of its own, and the roles are kept in a table beside the record
    assert offered - kept == {"password", "groups"}


def test_no_address_of_the_admin_takes_a_form_without_its_token(administrator):
    client = Client(enforce_csrf_checks=True)
    client.cookies = administrator.cookies
    before = counts()
    wrong = [(name, r.status_code) for name, at in addresses() for r in [client.post(at)] if r.status_code != 403]
    assert wrong == []
    assert counts() == before


def counts():
    return [model.objects.count() for model in MODELS]


USED = [
    (Framework, {"slug": "ncpi-2017"}),
    (GradeScale, {"slug": "case-3"}),
    (Area, {"framework__slug": "ncpi-2017"}),
    (Grade, {"scale__slug": "case-3"}),
]


@pytest.mark.parametrize(("model", "used"), USED, ids=lambda value: getattr(value, "__name__", ""))
def test_what_published_inspections_rest_on_is_frozen(administrator, model, used):
    row = model.objects.filter(**used).first()
    page = administrator.get(address(model, "change", row.pk))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert administrator.post(address(model, "change", row.pk), {"name": "Changed"}).status_code == 403
    assert administrator.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_a_framework_without_inspections_can_be_changed(administrator):
    row = Framework.objects.get(slug="ncpi-2024")
    assert b'name="_save"' in administrator.get(address(Framework, "change", row.pk)).content


@pytest.mark.parametrize(
    ("model", "used", "said"),
    [
        (Force, {"slug": "dorset"}, "2 inspections"),
        (Theme, {"slug": "appropriate-adults"}, "finding themes"),
    ],
)
def test_what_others_rest_on_is_refused_with_a_count_and_without_reading_them(
    administrator, django_assert_max_num_queries, model, used, said
):
    row = model.objects.get(**used)
    page, chosen = address(model, "delete", row.pk), {"action": "delete_selected", "_selected_action": [row.pk]}
    for answer in (administrator.get(page), administrator.post(address(model, "changelist"), chosen)):
        assert said in answer.content.decode()
        assert "inspection: " not in answer.content.decode().lower()
    with django_assert_max_num_queries(16):
        administrator.get(page)
    for sent in (page, {"post": "yes"}), (address(model, "changelist"), chosen | {"post": "yes"}):
        administrator.post(*sent)
    assert model.objects.filter(pk=row.pk).exists()


NEW = {
    "name": "Northmoor",
    "official_name": "Northmoor Constabulary",
    "slug": "northmoor",
    "aliases": "Northmoor Police\r\n\r\nNorth Moor \nNorthmoor Police",
    "region": "North West",
    "nation": "England",
    "ons_code": "",
    "note": "",
}


def added(administrator, **changes):
    return administrator.post(address(Force, "add"), NEW | changes)


def test_a_force_is_added_with_its_names_one_a_line_and_is_on_record(administrator):
    page = administrator.get(address(Force, "add")).content.decode()
    assert "One a line: names by which reports call the force" in page
    assert "Regions so far: East Midlands, " in page
    assert added(administrator).status_code == 302
    force = Force.objects.get(slug="northmoor")
    assert force.aliases == ["Northmoor Police", "North Moor"]
    assert force.history.get().history_user.username == "maintainer"
    page = administrator.get(address(Force, "change", force.pk)).content.decode()
    assert ">\nNorthmoor Police\nNorth Moor</textarea>" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "dorset"}, "“dorset” is a name of Dorset already."),
        ({"official_name": "Kent Police"}, "“Kent Police” is a name of Kent already."),
        ({"aliases": "North Moor\nDorset Police"}, "“Dorset Police” is a name of Dorset already."),
        ({"slug": "dorset"}, "already exists"),
    ],
)
def test_no_two_forces_answer_to_one_name(administrator, changes, said):
    page = added(administrator, **changes)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Force.objects.filter(official_name="Northmoor Constabulary").exists()


def test_a_force_is_renamed_and_its_addresses_stay_once_it_has_an_inspection(administrator):
    dorset = Force.objects.get(slug="dorset")
    fields = {name: getattr(dorset, name) for name in ("official_name", "region", "nation", "ons_code", "note")}
    sent = fields | {"aliases": "\n".join(dorset.aliases), "name": "Dorset County", "slug": "other"}
    assert administrator.post(address(Force, "change", dorset.pk), sent).status_code == 302
    before = dorset.aliases
    dorset.refresh_from_db()
    assert (dorset.name, dorset.slug, dorset.aliases) == ("Dorset County", "dorset", before)


def test_every_force_that_comes_along_can_be_saved_as_it_is(administrator):
    wrong = []
    for force in Force.objects.all():
        names = ("name", "official_name", "slug", "region", "nation", "ons_code", "note")
        sent = {name: getattr(force, name) for name in names} | {"aliases": "\n".join(force.aliases)}
        if not ForceForm(sent, instance=force).is_valid():
            wrong.append(force.slug)
    assert not wrong


def test_a_force_without_a_tile_is_listed_found_and_breaks_no_page(administrator):
    added(administrator)
    assert "Northmoor Police" in administrator.get("/entry/inspections/new/").content.decode()
    for page in ("/forces/", "/forces/northmoor/", "/forces.csv", "/api/v1/forces/"):
        assert "Northmoor" in b"".join(Client().get(page)).decode(), page
    for page in ("/", "/compare/", "/areas/", "/self-assessment/", "/compare/?force=northmoor&force=dorset"):
        assert Client().get(page).status_code == 200, page
