"""What a load and a file keep at once is a portion and not the whole; `make proof` weighs it with a million."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.registers import case_exports
from dashboards.registers.cases import CaseQuery
from findings.cases import load, source, stage
from tests import cases

pytestmark = pytest.mark.django_db


def test_a_load_keeps_no_more_than_a_portion(tmp_path, monkeypatch):
    """Rows are read only as far as they are put away, and written only as far as they are read back."""
    read, kept, taken = [], [], []
    rows_of, put, take = source._csv_rows, stage._put, load._take

    def counted_rows(path):
        for row in rows_of(path):
            read.append(1)
            yield row

    def counted_put(connection, found, problems):
        kept.append(len(read) - sum(kept))
        put(connection, found, problems)

    def counted_take(batch, *arguments, **options):
        taken.append(len(batch))
        take(batch, *arguments, **options)

    monkeypatch.setattr(stage, "BATCH", 100)
    monkeypatch.setattr(source, "_csv_rows", counted_rows)
    monkeypatch.setattr(stage, "_put", counted_put)
    monkeypatch.setattr(load, "_take", counted_take)
    cases.loaded(tmp_path, list(cases.rows(450)))
    assert (max(kept), sum(kept)) == (101, 451)  # the heading is read with the first portion
    assert taken == [100, 100, 100, 100, 50]


def test_a_file_is_read_as_far_as_it_is_sent(tmp_path, rf, monkeypatch):
    monkeypatch.setattr(case_exports, "PORTION", 100)
    cases.loaded(tmp_path, list(cases.rows(450)))
    pieces = case_exports._csv(CaseQuery(rf.get("/cases/").GET))
    assert next(pieces).count("\n") == 1
    with CaptureQueriesContext(connection) as queries:
        first = next(pieces)
    assert (len(queries), first.count("\n")) == (1, 100)
    with CaptureQueriesContext(connection) as queries:
        sizes = [piece.count("\n") for piece in pieces]
    assert sizes == [100, 100, 100, 50]
    assert len(queries) == 5
