"""Loading documents: all or nothing, nothing twice, nothing lost."""

import pytest

from findings.documents.yaml_form import read_file
from findings.models import Finding, Recommendation
from findings.store.export import document_of
from findings.store.load import load_files, load_sources
from inspections.models import Inspection
from tests import synthetic
from tests.conftest import DOCUMENTS
from tests.loading import problems_of, writes_of
from tests.synthetic import whole

pytestmark = pytest.mark.django_db
FIXTURES = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)


@pytest.fixture(autouse=True)
def force():
    return synthetic.testshire()


def file_of(folder, data, name=None):
    path = folder / f"{name or data['inspection']['slug']}.yaml"
    path.write_text(synthetic.as_yaml(data))
    return path


def test_one_broken_file_among_good_ones_loads_nothing(tmp_path):
    broken = whole("testshire-2021", findings=[synthetic.finding("first", themes=["weather"])])
    not_yaml = tmp_path / "broken.yaml"
    not_yaml.write_text("a: [")
    paths = [file_of(tmp_path, whole()), file_of(tmp_path, broken), not_yaml]
    before = Inspection.objects.count()
    problems = []
    assert writes_of(lambda: problems.extend(problems_of(lambda: load_files(paths)))) == []
    assert Inspection.objects.count() == before
    assert [(problem.file, problem.message.split(":")[0]) for problem in problems] == [
        (str(not_yaml), "not YAML"),
        (str(paths[1]), "the theme weather is not known"),
    ]


def test_what_fails_while_it_is_written_leaves_nothing(monkeypatch):
    def broken(*arguments):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("findings.store.save._save_equations", broken)
    sources = [synthetic.source(whole())]
    with pytest.raises(RuntimeError):
        load_sources(sources)
    assert not Inspection.objects.filter(slug="testshire-2020").exists()
    assert not Finding.objects.filter(key="first").exists()


@FIXTURES
def test_a_second_load_writes_nothing(path):
    outcomes = []
    assert writes_of(lambda: outcomes.extend(load_files([path]))) == []
    assert [outcome.what for outcome in outcomes] == ["unchanged"]


@FIXTURES
def test_the_database_gives_back_the_document_it_was_loaded_from(path):
    document = read_file(path).document
    stored = document_of(Inspection.objects.published().get(slug=document.inspection.slug))
    for name in type(document).model_fields:
        if name != "case_audits":
            assert getattr(stored, name) == getattr(document, name), name
    for one, other in zip(stored.case_audits, document.case_audits, strict=True):
        assert sorted(one.counts, key=lambda count: count.grade) == sorted(other.counts, key=lambda count: count.grade)
        assert one.model_copy(update={"counts": []}) == other.model_copy(update={"counts": []})


def test_another_order_of_counts_or_claims_is_no_change():
    claims = [
        {"voice": "hmicfrs", "state": "met", "on": "2021-03-01", "source": "A letter."},
        {"voice": "force", "state": "accepted", "on": "2020-07-01", "source": "A letter."},
    ]
    data = whole(recommendations=[synthetic.recommendation("one", claims=claims)])
    synthetic.load(data)
    data["case_audits"][0]["counts"].reverse()
    data["recommendations"][0]["claims"].reverse()
    assert writes_of(lambda: synthetic.load(data)) == []


def test_the_same_inspection_in_two_files_is_refused(tmp_path):
    paths = [file_of(tmp_path, whole(), "one"), file_of(tmp_path, whole(), "two")]
    (problem,) = problems_of(lambda: load_files(paths))
    assert problem.file == str(paths[1])
    assert problem.where == "inspection.slug"
    assert problem.message == f"testshire-2020 stands in {paths[0]} as well"


def test_a_parent_may_come_in_the_same_load_in_any_order(tmp_path):
    review = whole("testshire-2021", inspection={"kind": "review", "parent": "testshire-2020"})
    outcomes = load_files([file_of(tmp_path, review), file_of(tmp_path, whole())])
    assert [outcome.inspection.slug for outcome in outcomes] == ["testshire-2020", "testshire-2021"]
    assert outcomes[1].inspection.parent == outcomes[0].inspection


def test_a_parent_that_is_nowhere_is_refused(tmp_path):
    path = file_of(tmp_path, whole(inspection={"parent": "testshire-2015"}))
    (problem,) = problems_of(lambda: load_files([path]))
    assert path.read_text().splitlines()[problem.line - 1].strip() == "parent: testshire-2015"
    assert problem.message == "no inspection testshire-2015 is loaded or comes with this one"


def test_a_circle_of_parents_is_refused_wherever_it_closes():
    one = whole("testshire-2020", inspection={"parent": "testshire-2021"})
    two = whole("testshire-2021", inspection={"parent": "testshire-2020"})
    problems = problems_of(lambda: load_sources([synthetic.source(one, "one"), synthetic.source(two, "two")]))
    assert [(problem.file, problem.where) for problem in problems] == [
        ("one", "inspection.parent"),
        ("two", "inspection.parent"),
    ]
    assert problems[0].line > 1
    assert problems[0].message.startswith(
        "these inspections are parents of each other: testshire-2020 → testshire-2021"
    )
    synthetic.load(whole("testshire-2020"))
    synthetic.load(two)
    (problem,) = problems_of(lambda: synthetic.load(one))
    assert problem.message.startswith("these inspections are parents of each other")


def test_its_own_parent_is_refused():
    (problem,) = problems_of(lambda: synthetic.load(whole(inspection={"parent": "testshire-2020"})))
    assert problem.message == "an inspection is not its own parent"


def test_missing_skips_what_is_there_and_adds_what_is_not(tmp_path):
    synthetic.load(whole())
    changed = file_of(tmp_path, whole(inspection={"title": "Changed"}))
    new = file_of(tmp_path, whole("testshire-2021"))
    outcomes = load_files([changed, new], only_missing=True)
    assert [(outcome.inspection.slug, outcome.what) for outcome in outcomes] == [("testshire-2021", "added")]
    assert Inspection.objects.get(slug="testshire-2020").title != "Changed"


def test_missing_leaves_a_draft_alone(tmp_path):
    synthetic.load(whole(), as_draft=True)
    assert load_files([file_of(tmp_path, whole())], only_missing=True) == []


def test_a_new_inspection_is_published_with_all_it_says():
    inspection = synthetic.load(whole())
    assert (inspection.edition, inspection.state) == (1, "published")
    assert [row.key for row in inspection.findings.all()] == ["first", "second"]
    assert [row.key for row in Recommendation.objects.get(inspection=inspection, key="one").answers.all()] == ["first"]
    assert [term.figure.key for term in inspection.equations.get().terms.all()] == ["detectives"]
