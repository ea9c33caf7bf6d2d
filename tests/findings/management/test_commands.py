"""The commands say what they did, and what stands against it, to the person at the terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from findings.documents.yaml_form import read_file, read_text
from findings.models import GlossaryTerm, GradeCount, Theme
from findings.store.load import canonical
from inspections.models import Force, Inspection
from tests import synthetic
from tests.conftest import DOCUMENTS
from tests.loading import writes_of

pytestmark = pytest.mark.django_db


def run(name, *arguments, **options):
    """What a command prints; and, where it is refused, its last sentence and what it prints to stderr."""
    out, err = StringIO(), StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), error
    return out.getvalue(), err.getvalue(), None


@pytest.fixture
def file(tmp_path):
    """Writes documents as files."""
    synthetic.testshire()

    def write(data, name="testshire.yaml"):
        path = tmp_path / name
        path.write_text(data if isinstance(data, str) else synthetic.as_yaml(data))
        return path

    return write


def test_load_documents_says_what_it_did(file):
    path = file(synthetic.whole())
    assert run("load_documents", path)[0] == "testshire-2020: added (edition 1, published)\n"
    assert run("load_documents", path)[0] == "testshire-2020: unchanged (edition 1, published)\n"
    path = file(synthetic.whole(inspection={"title": "Changed"}))
    assert run("load_documents", path)[0] == "testshire-2020: new edition (edition 2, published)\n"
    assert run("load_documents", path, missing=True)[0] == "Every inspection is there already.\n"


def test_load_documents_as_draft_publishes_nothing(file):
    path = file(synthetic.whole())
    assert run("load_documents", path, as_draft=True)[0] == "testshire-2020: added (edition 1, draft)\n"
    path = file(synthetic.whole(inspection={"title": "Changed"}))
    assert run("load_documents", path, as_draft=True)[0] == "testshire-2020: draft changed (edition 1, draft)\n"
    assert not Inspection.objects.published().filter(slug="testshire-2020").exists()


def test_load_documents_lists_every_problem_of_every_file_and_loads_nothing(file):
    good = file(synthetic.whole("testshire-2019"), "good.yaml")
    audits = [synthetic.audit("hmicfrs", "all", synthetic.grades(-1, "two", 3))]
    wrong = file(synthetic.document(case_audits=audits), "wrong.yaml")
    unknown = file(
        synthetic.whole("testshire-2021", inspection={"force": "nowhere", "framework": "ncpi-1999"}), "unknown.yaml"
    )
    empty = file("", "empty.yaml")
    out, err, error = run("load_documents", good, wrong, unknown, empty, empty.parent / "gone.yaml")
    assert str(error) == "6 problems; nothing was loaded."
    told = err.strip().splitlines()
    assert len(told) == 6
    text = wrong.read_text().splitlines()
    for line in told:
        place = line.split(": ")[0]
        if place.startswith(str(wrong)):
            assert text[int(place.rsplit(":")[-1]) - 1].strip() in ("cases: -1", "cases: two")
    for part in ("empty.yaml: the file is empty", "gone.yaml: cannot be read", "the force nowhere is not known"):
        assert part in err
    assert out == ""
    assert not Inspection.objects.filter(slug__startswith="testshire").exists()


def test_load_documents_counts_a_single_problem(file):
    assert str(run("load_documents", file("a: ["))[2]) == "1 problem; nothing was loaded."


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_export_document_prints_what_load_documents_takes(path, file):
    out, _, _ = run("export_document", path.stem)
    assert canonical(read_text(out).document) == canonical(read_file(path).document)
    exported = file(out)
    assert writes_of(lambda: run("load_documents", exported)) == []


def test_export_document_of_an_earlier_edition(file):
    run("load_documents", file(synthetic.whole()))
    run("load_documents", file(synthetic.whole(inspection={"title": "Changed"})))
    assert "title: Changed" in run("export_document", "testshire-2020")[0]
    assert "title: Synthetic inspection" in run("export_document", "testshire-2020", edition=1)[0]


def test_export_document_of_nothing_is_a_sentence():
    assert str(run("export_document", "nowhere-2020")[2]) == "nowhere-2020 is not published here."
    assert str(run("export_document", "dorset-2021", edition=9)[2]) == "There is no such edition of dorset-2021."


def test_reconcile_prints_every_equation_and_is_green():
    out, _, error = run("reconcile")
    assert error is None
    for slug in ("dorset-2021", "dorset-2022-review", "kent-2019"):
        assert f"{slug}, edition 1\n" in out
    assert "  holds        The areas make up the whole sample (HMICFRS on all cases): good: 6 + 4 + 3 + 1" in out
    assert "  not printed  " in out
    assert "FAILS" not in out
    assert "kent-2019" not in run("reconcile", "dorset-2021")[0]


def test_reconcile_refuses_where_an_equation_fails():
    GradeCount.objects.filter(case_audit__inspection__slug="kent-2019", case_audit__sample="joint").update(cases=9)
    out, _, error = run("reconcile", "kent-2019")
    assert "FAILS" in out
    assert str(error).endswith("equations do not hold.")
    assert error.returncode == 1
    assert "FAILS" not in run("reconcile", "dorset-2021")[0]


def test_reconcile_names_drafts_and_inspections_without_numbers(file):
    data = synthetic.document(findings=[synthetic.finding("only")])
    run("load_documents", file(data), as_draft=True)
    out = run("reconcile", "testshire-2020")[0]
    assert out == "testshire-2020, edition 1 (draft)\n  nothing is counted here\n"
    assert str(run("reconcile", "nowhere")[2]) == "There is no inspection nowhere."


def test_load_reference_adds_nothing_twice():
    before = {model: model.objects.count() for model in (Force, Theme, GlossaryTerm)}
    outs = []
    assert writes_of(lambda: outs.append(run("load_reference")[0])) == []
    assert outs == ["0 rows added.\n"]
    assert run("load_reference", verbosity=0)[0] == ""
    assert {model: model.objects.count() for model in before} == before
    assert before[Force] == 43


def test_load_reference_leaves_what_people_edited_and_adds_what_is_gone():
    Theme.objects.filter(slug="supervision").update(name="Edited by a person")
    GlossaryTerm.objects.order_by("slug").first().delete()
    assert run("load_reference")[0] == "1 row added.\n"
    assert Theme.objects.get(slug="supervision").name == "Edited by a person"
