"""Records of what people did as files to keep: as CSV one row a field that changed, as JSON one object an act.

A file is sent while it is made, so that a long record needs no more memory than a short one.
"""

import json
from textwrap import indent

from django.http import StreamingHttpResponse

from dashboards.registers.files import csv_lines

ENDINGS = ("csv", "json")


def record_file(name, ending, *, columns, rows, objects):
    """The file under one of ENDINGS; of `rows` and `objects` only what it needs is made, one after the other."""
    if ending == "json":
        body, kind = _as_json(objects), "application/json"
    else:
        body, kind = csv_lines(columns, rows), "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="{name}-record.{ending}"'}
    return StreamingHttpResponse(body, content_type=kind, headers=headers)


def _as_json(objects):
    before = "[\n"
    for each in objects:
        yield before + indent(json.dumps(each, indent=1), " ")
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"
