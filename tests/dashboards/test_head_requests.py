"""HEAD tells what GET would, and sends no body."""

import pytest

from dashboards.head_requests import HeadMiddleware

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/glossary/", "/findings.csv", "/nowhere/", "/livez"])
def test_head_has_the_headers_of_get_and_no_body(client, rf, address):
    sent = []
    HeadMiddleware(lambda request: sent.append(client.get(address)) or sent[0])(rf.head(address))
    (response,) = sent
    whole = client.get(address)
    assert b"".join(response) == b""
    assert response.status_code == whole.status_code
    if not whole.streaming:
        assert response.headers["Content-Length"] == str(len(whole.content))
