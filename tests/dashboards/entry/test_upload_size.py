"""A file of 200 million bytes is read to its end, kept nowhere, and answered with a sentence."""

import tracemalloc

import pytest
from django.core.handlers.wsgi import WSGIRequest

from dashboards.entry.uploads import upload
from inspections.session_store import SessionStore
from tests.people import somebody

pytestmark = pytest.mark.django_db
SIZE = 200_000_000
HEAD = b'--X\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\nContent-Type: a/b\r\n\r\n'
TAIL = b"\r\n--X--\r\n"


class Body:
    """A request body that is made while it is read."""

    def __init__(self):
        self.waiting, self.left, self.given = HEAD, SIZE, 0

    def read(self, size=-1):
        while len(self.waiting) < size and self.left:
            made = min(self.left, 1_000_000)
            self.left -= made
            self.waiting += b"0" * made + (b"" if self.left else TAIL)
        taken, self.waiting = self.waiting[:size], self.waiting[size:]
        self.given += len(taken)
        return taken

    def readline(self, size=-1):
        raise AssertionError("bodies are read in pieces")


def test_two_hundred_million_bytes_are_read_away_and_told():
    body, length = Body(), len(HEAD) + SIZE + len(TAIL)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/entry/upload/",
            "CONTENT_TYPE": "multipart/form-data; boundary=X",
            "CONTENT_LENGTH": str(length),
            "wsgi.input": body,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
        }
    )
    request.user, request.session = somebody("editor"), SessionStore()
    request._dont_enforce_csrf_checks = True
    tracemalloc.start()
    try:
        response = upload(request)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert response.status_code == 400
    assert "larger than 5,000,000 bytes" in response.content.decode()
    assert body.given == length
    assert peak < 40_000_000
