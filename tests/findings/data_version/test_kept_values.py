"""What a process keeps: as long as the data stays and no longer, whoever changed it; and never more than it may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings.data_version.current import data_version, reading, version_of_request
from findings.data_version.kept_values import KeptValues
from findings.models import Theme
from tests import synthetic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]


def names():
    return list(Theme.objects.values_list("name", flat=True))


def rename(name):
    theme = Theme.objects.get(slug="appropriate-adults")
    theme.name = name
    theme.save()


def test_it_is_made_once_while_the_data_stays():
    kept, made = KeptValues(4), []
    for _ in range(3):
        kept.get("names", lambda: made.append(1))
    synthetic.load_as_draft(synthetic.document(inspection={"force": "dorset"}))
    kept.get("names", lambda: made.append(1))
    assert made == [1]


def test_every_process_sees_a_change_with_its_next_request():
    """Two processes share nothing but the database: each keeps for itself, and neither tells the other."""
    one, other = KeptValues(4), KeptValues(4)
    before = [process.get("names", names) for process in (one, other)]
    assert before[0] == before[1] == names()
    rename("A theme of another name")
    for process in (one, other):
        assert "A theme of another name" in process.get("names", names)
    assert "A theme of another name" not in before[0]


def test_what_is_made_while_the_data_moves_is_not_kept():
    kept = KeptValues(4)

    def moved():
        found = names()
        rename("A theme of another name")
        return found

    with reading():
        stale = kept.get("names", moved)
    assert "A theme of another name" not in stale
    assert "A theme of another name" in kept.get("names", names)
    assert [place[1] for place in kept.values] == ["names"]
    assert next(iter(kept.values))[0] == data_version()


def test_no_more_is_kept_than_may_be():
    kept = KeptValues(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda key=key: key)
    assert [key for _, key in kept.values] == ["a", "c"]


def test_a_request_asks_once_for_the_version_that_it_reads():
    with CaptureQueriesContext(connection) as queries, reading():
        assert version_of_request() == version_of_request()
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries, reading("a version"):
        assert version_of_request() == "a version"
    assert not len(queries)
