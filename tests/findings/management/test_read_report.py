"""The command: a document on stdout, doubts on stderr, and a sentence with exit status 2 for anything else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from findings.documents.yaml_form import read_text
from tests import synthetic

REPORT = """National Child Protection Inspection
Testshire Police 3-14 February 2020

Published August 2020

Summary

We examined 12 cases. We graded 5 of the cases as good, 4 as requiring improvement and 3 as inadequate.

Initial contact

Invented callers wait too long

Operators of the invented control room answer slowly when it snows, and 7 invented calls were lost.

Recommendations

- We recommend that Testshire Police immediately clears the snow from its invented telephones.
"""


@pytest.fixture
def report(db, tmp_path):
    """A short report about a force that does not exist, as a file."""
    force = synthetic.testshire()
    force.aliases = ["Testshire Police"]
    force.save()
    path = tmp_path / "invented.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def said(*arguments):
    out, err = StringIO(), StringIO()
    call_command("read_report", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(*arguments):
    with pytest.raises(CommandError) as caught:
        call_command("read_report", *map(str, arguments), stdout=StringIO(), stderr=StringIO())
    return caught.value


def test_it_prints_a_document_and_what_is_uncertain(report):
    out, err = said(report)
    document = read_text(out).document
    assert document.inspection.slug == "testshire-2020"
    assert [count.cases for count in document.case_audits[0].counts] == [5, 4, 3]
    assert document.recommendations[0].timescale == "immediately"
    assert "a person must see each" in err


def test_what_it_prints_loads_as_a_draft(report, tmp_path):
    path = tmp_path / "draft.yaml"
    path.write_text(said(report)[0], encoding="utf-8")
    out = StringIO()
    call_command("load_documents", str(path), "--as-draft", stdout=out)
    assert "testshire-2020" in out.getvalue()


def test_the_account_names_places_doubts_and_what_was_ignored(report):
    out, _ = said(report, "--report")
    assert "hmicfrs-all: 5 good, 4 requires-improvement, 3 inadequate of 12 (line 8)" in out
    assert "Doubted (" in out
    assert "Ignored (" in out


def test_what_is_missing_is_named_and_the_document_says_no_more(report):
    report.write_text(REPORT.replace("Published August 2020\n", ""), encoding="utf-8")
    out, err = said(report)
    assert "published_on" not in out
    assert "Needed before the document can be loaded: published_on, published_precision" in err


def test_another_document_is_refused_with_what_it_seems_to_be(report):
    report.write_text("Press release\n\nNot an inspection of anything, invented for a test.\n", encoding="utf-8")
    error = refused(report)
    assert error.returncode == 2
    assert str(error) == (
        "invented.txt: This is no child protection inspection report of HMICFRS; it seems to be a press release."
    )


def test_a_file_that_cannot_be_read_is_named(db, tmp_path):
    error = refused(tmp_path / "absent.txt")
    assert error.returncode == 2
    assert "cannot be read" in str(error)


def test_an_empty_file_is_refused(db, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"  \n")
    assert refused(tmp_path / "empty.txt").returncode == 2
