"""The rows of a register as files: streamed CSV and JSON, a workbook up to a limit. The same rows, the same filter."""

import json
from datetime import date, datetime
from itertools import islice
from urllib.parse import urlsplit

from django.http import StreamingHttpResponse

from dashboards.registers.about import about, column_names
from dashboards.registers.files import CSV, JSON, about_file, as_file, csv_lines, refuse_beyond_limit, workbook_file

CHUNK = 500


def rows(query):
    """Plain rows in order, a chunk of the database at a time."""
    for obj in query.rows().iterator(chunk_size=CHUNK):
        yield query.register.row(obj)


def _values(query, names):
    return ([row[name] for name in names] for row in rows(query))


def _chunked(pieces):
    pieces = iter(pieces)
    while chunk := "".join(islice(pieces, CHUNK)):
        yield chunk


def _json_pieces(query, address, made_at):
    """The API's answer with all rows on one page, written as they are read."""
    names = column_names(query)
    count = query.rows().count()
    pages = {"count": count, "page": 1, "pages": 1, "size": count, "next": None, "previous": None}
    head = about(query, address, made_at, names).envelope() | pages
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    separator = "\n"
    for row in rows(query):
        yield separator + json.dumps({name: row[name] for name in names}, ensure_ascii=False, default=_json_value)
        separator = ",\n"
    yield "\n]}\n"


def _json_value(value):
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def csv_response(query, address, made_at):
    names = column_names(query)
    response = StreamingHttpResponse(_chunked(csv_lines(names, _values(query, names))), content_type=CSV)
    place = urlsplit(address)
    beside = place._replace(scheme="", netloc="", path=f"{place.path}/about").geturl()
    response.headers["Link"] = f'<{beside}>; rel="describedby"'
    return as_file(response, f"{query.register.name}.csv")


def about_response(query, address, made_at):
    return about_file(query.register.name, about(query, address, made_at).lines())


def json_response(query, address, made_at):
    return StreamingHttpResponse(_chunked(_json_pieces(query, address, made_at)), content_type=JSON)


def workbook_response(query, address, made_at):
    """A workbook up to a limit; beyond it a sentence points to the CSV file."""
    refuse_beyond_limit(query.rows().count())
    names = column_names(query)
    lines = about(query, address, made_at, names).lines()
    return workbook_file(query.register.name, query.register.title, names, _values(query, names), lines)


FORMATS = {"csv": csv_response, "json": json_response, "xlsx": workbook_response}
