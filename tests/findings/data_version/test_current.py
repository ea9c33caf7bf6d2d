"""The state of single cases has a name of its own, which moves with loads and purges alone."""

import pytest

from findings.cases.purge import purge_inspection
from findings.data_version.current import current_state, data_version, reading_state, state_of_loads, version_of_request
from tests import cases

pytestmark = pytest.mark.django_db


def test_loads_and_purges_move_the_state_of_cases_and_not_the_data_version(tmp_path):
    inspection = cases.inspection()
    seen, version = [current_state().loads], data_version()
    cases.loaded(tmp_path, list(cases.rows(20)), inspection)
    seen.append(current_state().loads)
    cases.loaded(tmp_path, list(cases.rows(30)), inspection)
    seen.append(current_state().loads)
    purge_inspection(inspection, by_name="somebody")
    seen.append(current_state().loads)
    assert len(set(seen)) == 4
    assert current_state() == (version, seen[-1])


def test_a_request_asks_for_its_state_once(django_assert_num_queries):
    state = current_state()
    with django_assert_num_queries(0), reading_state(state):
        assert (version_of_request(), state_of_loads()) == state
    with django_assert_num_queries(1):
        assert state_of_loads() == state.loads
