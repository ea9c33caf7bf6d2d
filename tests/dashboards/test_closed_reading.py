"""READING=signed-in: every page, file and answer of the API asks for an account; the way in does not."""

import pytest

from dashboards.api.tokens import is_for_scripts
from inspections.tokens import make_token
from tests.people import client_of, somebody
from tests.project.test_addresses import PUBLIC

pytestmark = pytest.mark.django_db
ALWAYS = ("/livez", "/healthz")


def test_closed_to_who_is_not_signed_in(client, settings):
    settings.READING = "signed-in"
    for address in PUBLIC:
        response = client.get(address)
        if address in ALWAYS:
            assert response.status_code == 200, address
        elif is_for_scripts(response.wsgi_request):
            assert response.status_code == 401, address
            assert response.headers["WWW-Authenticate"] == "Bearer", address
            assert "private, no-store" in response.headers["Cache-Control"], address
            response = client.get(address, headers={"Accept": "text/html,*/*"})
            assert response.headers["Location"].startswith("/sign-in/?next="), address
        else:
            assert response.status_code == 302, address
            assert response.headers["Location"].startswith("/sign-in/?next="), address
            assert "no-store" in response.headers["Cache-Control"], address
    assert client.get("/sign-in/").status_code == 200
    client.cookies["sessionid"] = "forged"
    assert client.get("/findings.csv").status_code == 401
    assert client.get("/findings/").status_code == 302


def test_a_page_kept_while_it_was_open_is_not_given_out(client, settings):
    assert client.get("/about/").status_code == 200
    settings.READING = "signed-in"
    assert client.get("/about/").status_code == 302


def test_open_to_a_reader_and_kept_by_no_shared_cache(settings):
    settings.READING = "signed-in"
    client = client_of(somebody("reader"))
    for address in ("/", "/findings.csv", "/api/v1/", "/inspections/dorset-2021/"):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "private" in response.headers["Cache-Control"], address


def test_a_script_with_a_token_reads_the_api_and_files_and_no_page(client, settings):
    settings.READING = "signed-in"
    _, secret = make_token("script", days=None, by=somebody("reader"))
    headers = {"Authorization": f"Bearer {secret}"}
    for address in ("/api/v1/", "/api/v1/findings/?force=dorset", "/findings.csv?force=dorset", "/findings.csv/about"):
        response = client.get(address, headers=headers)
        assert response.status_code == 200, address
        assert "no-store" in response.headers["Cache-Control"], address
        assert client.get(address).status_code == 401, address
    for address in ("/findings/", "/entry/", "/tokens/", "/views/"):
        assert client.get(address, headers=headers).status_code == 302, address
    for headers in ({"Authorization": "Bearer forged"}, {"Authorization": "Bearer"}, {"Authorization": "Basic x"}):
        assert client.get("/api/v1/findings/", headers=headers).status_code == 401
