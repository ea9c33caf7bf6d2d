"""Records of what people did as files to keep: as CSV one row a field that changed, as JSON one object an act."""

import csv
import json
from io import StringIO

from django.http import HttpResponse

from dashboards.registers.exports import safe

ENDINGS = ("csv", "json")


def record_file(name, ending, *, columns, rows, objects):
    """The file under one of ENDINGS; of `rows` and `objects` only what it needs is made."""
    if ending == "json":
        body, kind = json.dumps(list(objects), indent=1), "application/json"
    else:
        body, kind = _as_csv(columns, rows), "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="{name}-record.{ending}"'}
    return HttpResponse(body, content_type=kind, headers=headers)


def _as_csv(columns, rows):
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([safe(value) for value in row] for row in rows)
    return text.getvalue()
