"""What stands around the rows of an answer, as OpenAPI describes it: the same in a JSON file."""

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
COUNT = WHOLE | {"minimum": 0}
LINK = TEXT | {"format": "uri", "nullable": True}


def object_of(properties):
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def list_of(items, description):
    return {"type": "array", "items": items, "description": description}


REMARK = object_of(
    {
        "about": TEXT | {"description": "What the sentence is about, such as adding up."},
        "text": TEXT | {"description": "The sentence."},
    }
)
SOURCE = object_of(
    {
        "inspection": TEXT | {"description": "Slug of the inspection."},
        "edition": WHOLE | {"description": "Edition of it on this site."},
        "title": TEXT | {"description": "Force, kind and year in words."},
        "published": TEXT | {"format": "date", "description": "Day of publication; a month is its first day."},
        "published_precision": TEXT | {"description": "How exactly that day is known: day, month or year."},
        "report": TEXT | {"description": "Address of the report on the inspectorate's site; empty if not known."},
    }
)
COLUMN = object_of(
    {
        "name": TEXT | {"description": "Name of the column."},
        "meaning": TEXT | {"description": "What it means."},
        "kind": TEXT | {"description": "Kind of its values."},
        "may_be_absent": {"type": "boolean", "description": "Whether a value may be absent, which is not zero."},
        "values": list_of(TEXT, "The few values there are; empty where they are not few."),
    }
)
ENVELOPE = {
    "register": TEXT | {"description": "Title of the register."},
    "address": TEXT | {"description": "The address that was asked for."},
    "filters": {
        "type": "object",
        "description": "The filters that are set, each with its values; none is an empty object.",
        "additionalProperties": {"type": "array", "items": TEXT},
    },
    "data_version": TEXT | {"description": "Name of the state of the data; it moves whenever a row may have changed."},
    "made_at": TEXT | {"format": "date-time", "description": "When the answer was made."},
    "what_it_holds": TEXT | {"description": "What a row is."},
    "notice": TEXT | {"description": "What to mind when using the rows."},
    "remarks": list_of(REMARK, "Sentences about these very rows, such as whether they may be added up."),
    "sources": list_of(SOURCE, "The reports that the rows of this answer come from; cite them."),
    "columns": list_of(COLUMN, "The columns of a row."),
    "count": COUNT | {"description": "Rows on all pages."},
    "page": COUNT | {"description": "Number of this page, from 1."},
    "pages": COUNT | {"description": "Number of pages."},
    "size": COUNT | {"description": "Rows of a full page."},
    "next": LINK | {"description": "Address of the next page; null on the last."},
    "previous": LINK | {"description": "Address of the page before; null on the first."},
}
