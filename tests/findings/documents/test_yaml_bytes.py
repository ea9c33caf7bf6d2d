"""The bytes of an uploaded YAML file: UTF-8 is read, any other encoding gets a sentence."""

import pytest

from findings.documents.yaml_form import MAX_BYTES, read_bytes
from tests import synthetic
from tests.loading import problems_of

TEXT = synthetic.as_yaml(synthetic.document(inspection={"title": "Ünvented"}))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
def test_utf_8_is_read(mark):
    assert read_bytes(mark + TEXT.encode()).document.inspection.title == "Ünvented"


@pytest.mark.parametrize(
    ("content", "sentence", "line"),
    [
        (TEXT.encode("utf-16"), "UTF-16", 0),
        (TEXT.encode("latin-1"), "not UTF-8", TEXT[: TEXT.index("Ü")].count("\n") + 1),
        (b"x" * (MAX_BYTES + 1), "at most", 0),
        (b"%PDF-1.4\n%\xe2\xe3", "not UTF-8", 2),
        (b"", "empty", 0),
    ],
    ids=["utf-16", "latin-1", "too large", "pdf", "empty"],
)
def test_anything_else_gets_one_sentence(content, sentence, line):
    (problem,) = problems_of(lambda: read_bytes(content, "sent.yaml"))
    assert sentence in problem.message
    assert (problem.file, problem.line) == ("sent.yaml", line)
