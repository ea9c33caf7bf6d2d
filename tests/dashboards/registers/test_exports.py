"""Files survive whatever a text holds, are read back by the tools of analysts, and are written in constant memory."""

import csv
import gc
import io
import json
import tracemalloc
from datetime import UTC, datetime
from types import SimpleNamespace

import pandas
import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboards.registers import exports, files
from dashboards.registers.case_grades import CaseGradeRegister
from dashboards.registers.figures import FigureRegister
from dashboards.registers.query import RegisterQuery
from findings.models import ReportedFigure
from inspections.models import Inspection
from tests import synthetic

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ODD = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
TEXTS = st.lists(st.one_of(ODD, st.builds("{}{}".format, st.sampled_from("=+-@\t\r"), ODD)), min_size=1, max_size=6)


class Texts(FigureRegister):
    """The register of figures over rows that are no database rows: any text there may be."""

    @classmethod
    def row(cls, obj):
        return dict.fromkeys(cls.columns(), obj) | {"id": 1, "link": "", "edition": 1, "ons_code": ""}


def asked(texts):
    class Listed(list):
        def iterator(self, chunk_size=None):
            return iter(self)

        def count(self):
            return len(self)

    query = RegisterQuery(FigureRegister, QueryDict("columns=figure,unit"))
    query.register = Texts
    query.rows = lambda: Listed(texts)
    Texts.reports = classmethod(lambda cls, rows: [])
    return query


def few(test):
    options = {"max_examples": 60, "deadline": None, "database": None, "derandomize": True}
    return settings(suppress_health_check=list(HealthCheck), **options)(test)


@few
@given(texts=TEXTS)
def test_any_text_comes_back_from_csv_and_json(texts):
    query = asked(texts)
    raw = b"".join(exports.csv_response(query, "/figures.csv", NOON).streaming_content).decode()
    read = list(csv.DictReader(io.StringIO(raw, newline="")))
    for row, text in zip(read, texts, strict=True):
        assert row["figure"] == row["unit"] == files.safe(text)
        assert not row["figure"].startswith(files.DANGEROUS)
    whole = json.loads(b"".join(exports.json_response(query, "/figures.json", NOON).streaming_content))
    assert [row["figure"] for row in whole["rows"]] == texts


@settings(max_examples=12, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(texts=TEXTS)
def test_any_text_goes_into_a_workbook(texts):
    answer = exports.workbook_response(asked(texts), "/figures.xlsx", NOON)
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    answer.file_to_stream.close()
    cells = [row[0] for row in book["Figures"].iter_rows(min_row=2, values_only=True)]
    assert len(cells) == len(texts)
    for cell, text in zip(cells, texts, strict=True):
        # XML has one line end, and a sheet has no empty text.
        expected = files.printable(text).replace("\r\n", "\n").replace("\r", "\n")
        assert (cell or "") == expected or (cell or "").replace("_x000D_", "\n") == expected


def test_the_bytes_are_those_of_rfc_4180():
    raw = b"".join(exports.csv_response(asked(['a,"b"\nc']), "/figures.csv", NOON).streaming_content)
    assert raw == b'figure,unit,id,link,edition,ons_code\r\n"a,""b""\nc","a,""b""\nc",1,,1,\r\n'


def test_pandas_reads_exactly_the_rows_on_screen(client):
    query = "?force=dorset&assessor=hmicfrs&size=200&sort=-cases"
    page = client.get(f"/case-grades/{query}")
    raw = b"".join(client.get(f"/case-grades.csv{query}").streaming_content)
    frame = pandas.read_csv(io.BytesIO(raw), keep_default_na=False, dtype=str)
    shown = list(page.context["page"].object_list)
    assert list(frame["id"]) == [str(row.pk) for row in shown]
    expected = [CaseGradeRegister.row(row) for row in shown]
    assert list(frame["cases"]) == [str(row["cases"]) for row in expected]
    assert list(frame["share"]) == ["" if row["share"] is None else str(row["share"]) for row in expected]
    numbers = pandas.read_csv(io.BytesIO(raw), parse_dates=["published"])
    assert numbers["cases"].sum() == sum(row["cases"] for row in expected)


def many_figures(inspection, number):
    first = inspection.reportedfigures.first()
    rows = [
        ReportedFigure(
            inspection=inspection,
            chapter=first.chapter,
            key=f"invented-{place}",
            position=place + 10,
            figure=f"An invented number, {place}",
            value=place,
            unit="things",
            as_printed=str(place),
            line=1,
        )
        for place in range(number)
    ]
    ReportedFigure.objects.bulk_create(rows, batch_size=500)


def peak_of(make):
    """The most memory that was held while the whole answer went by, piece by piece.

    A row and what was prefetched for it point to each other, so Python frees them only when it looks for cycles; here
    it looks after every piece. What the process held before is set aside, or looking would take long.
    """
    gc.collect()
    gc.freeze()
    tracemalloc.start()
    length = 0
    for piece in make().streaming_content:
        length += len(piece)
        gc.collect()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    gc.unfreeze()
    return SimpleNamespace(peak=peak, length=length)


@pytest.mark.parametrize("make", [exports.csv_response, exports.json_response], ids=["csv", "json"])
def test_ten_times_the_rows_take_no_more_memory(make, monkeypatch):
    monkeypatch.setattr(exports, "CHUNK", 50)
    inspection = synthetic.load(synthetic.document(figures=[synthetic.figure("one", 1)]))
    query = RegisterQuery(FigureRegister, QueryDict("inspection=testshire-2020"))
    many_figures(Inspection.objects.get(pk=inspection.pk), 120)
    peak_of(lambda: make(query, "/figures", NOON))  # what is made once a process is made
    few = peak_of(lambda: make(query, "/figures", NOON))
    ReportedFigure.objects.filter(key__startswith="invented-").delete()
    many_figures(inspection, 1_200)
    more = peak_of(lambda: make(query, "/figures", NOON))
    assert more.length > 9 * few.length
    assert more.peak < 1.5 * few.peak
