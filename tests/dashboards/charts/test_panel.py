"""The sources under a chart: as many as can be read, and never fewer than it says."""

import pytest

from dashboards.charts.panel import SOURCES_NAMED, Source, named_sources


def test_few_sources_are_all_named():
    sources = named_sources(range(SOURCES_NAMED), lambda one: Source(f"Report {one}", f"/{one}/", ""))
    assert [source.text for source in sources] == [f"Report {one}" for one in range(SOURCES_NAMED)]


@pytest.mark.parametrize(("more", "said"), [(1, "and 1 more report,"), (1500, "and 1,500 more reports,")])
def test_sources_beyond_those_that_are_named_are_counted(more, said):
    *named, last = named_sources(range(SOURCES_NAMED + more), lambda one: Source(f"Report {one}", f"/{one}/", ""))
    assert len(named) == SOURCES_NAMED
    assert last.text.startswith(said)
    assert not last.href
