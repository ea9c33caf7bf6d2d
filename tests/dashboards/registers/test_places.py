"""The keys of the first rows are kept in each order that was asked for: a page by them is the page by the database."""

import pytest
from django.http import QueryDict

from dashboards.registers.case_grades import CaseGradeRegister
from dashboards.registers.findings import FindingRegister
from dashboards.registers.query import RegisterQuery
from findings.models import Finding, GradeCount

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]


def keys(register, asked):
    """Keys of the page that is asked for: by what is kept, and as the database sorts and cuts all rows."""
    query = RegisterQuery(register, QueryDict(asked))
    page = query.asked_page()
    return [obj.pk for obj in query.objects(page)], list(page.object_list.values_list("pk", flat=True))


@pytest.mark.parametrize("register", [CaseGradeRegister, FindingRegister])
def test_a_page_by_kept_keys_is_the_page_of_the_database(register):
    columns = register.table.base_columns.items()
    sorts = [sign + name for name, column in columns if column.orderable is not False for sign in ("", "-")]
    for sort in ["", *sorts]:
        for asked in (f"size=25&sort={sort}", f"size=25&page=2&sort={sort}", f"size=25&sort={sort}&force=dorset"):
            kept, sorted_anew = keys(register, asked)
            assert kept == sorted_anew
            assert kept


def test_a_page_beyond_those_that_are_kept_is_the_page_of_the_database(monkeypatch):
    monkeypatch.setattr("dashboards.registers.query.MOST_PLACES", 30)
    for page in (1, 2, 3):
        kept, sorted_anew = keys(CaseGradeRegister, f"size=25&page={page}")
        assert kept == sorted_anew
        assert len(kept) == 25


def test_rows_that_go_or_come_move_all_pages_at_once():
    before, _ = keys(FindingRegister, "size=25")
    Finding.objects.get(pk=before[0]).delete()
    after, sorted_anew = keys(FindingRegister, "size=25")
    assert after == sorted_anew
    assert after[:24] == before[1:]
    count = GradeCount.objects.get(pk=keys(CaseGradeRegister, "size=25&sort=-cases")[0][-1])
    count.cases += 10_000
    count.save()
    assert keys(CaseGradeRegister, "size=25&sort=-cases")[0][0] == count.pk
