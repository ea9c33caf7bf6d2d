"""What OpenAPI says of each address: plain dictionaries made from registers, filters and definitions."""

from http import HTTPStatus

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from dashboards.api.envelope import ENVELOPE, TEXT, WHOLE, object_of
from dashboards.api.parameters import parameters_of
from dashboards.api.problems import MEDIA_TYPE
from dashboards.registers.definitions import definitions_of

SCHEMAS = {
    "text": TEXT,
    "slug": TEXT,
    "slugs": TEXT,
    "choice": TEXT,
    "address": TEXT | {"format": "uri-reference"},
    "date": TEXT | {"format": "date"},
    "whole number": WHOLE,
    "number": {"type": "number"},
    "share": {"type": "number", "minimum": 0, "maximum": 1},
}
INDEX = {
    "version": TEXT | {"description": "Version of the API."},
    "release": TEXT | {"description": "Release of the service."},
    "data_version": TEXT | {"description": "Name of the state of the data; it moves whenever a row may have changed."},
    "schema": TEXT | {"format": "uri", "description": "Address of the OpenAPI description."},
    "registers": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "name": TEXT | {"description": "Name of the register."},
                "title": TEXT | {"description": "Its title."},
                "address": TEXT | {"format": "uri", "description": "Address of its rows."},
                "what_it_holds": TEXT | {"description": "What a row is."},
            },
            "required": ["name", "title", "address", "what_it_holds"],
        },
    },
}
PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "properties": {
        "type": TEXT | {"description": "about:blank: the title says it all."},
        "title": TEXT | {"description": "Name of the status."},
        "status": WHOLE | {"description": "The status."},
        "detail": TEXT | {"description": "All sentences in one."},
        "sentences": {"type": "array", "items": TEXT, "description": "Everything that was wrong, a sentence each."},
    },
    "required": ["type", "title", "status", "detail", "sentences"],
}
RATE = {
    "RateLimit-Policy": "Requests per seconds, such as 1000;w=3600.",
    "RateLimit-Limit": "Requests that one client may send in an hour.",
    "RateLimit-Remaining": "Requests left in this hour.",
    "RateLimit-Reset": "Seconds until the next hour begins.",
}
TAG = "Send it back as If-None-Match: the answer is 304 as long as nothing changed."
PROBLEMS = {
    "400": "Something in the address is unknown; every such thing is named.",
    "401": "The token that was sent does not hold, or none was sent where the installation is closed to the public.",
    "406": "The form of answer asked for does not exist.",
    "429": "More requests than one client may send; wait as long as Retry-After says.",
    "500": "Something broke.",
}


class Operation(AutoSchema):
    """The description of an address that is read, with the answers that every address may give."""

    def operation(self):
        """operationId, summary, description, parameters and content: media types -> schemas."""
        raise NotImplementedError

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        self.registry = registry
        described = self.operation()
        headers = self._headers(RATE) | self._headers({"ETag": TAG})
        responses = {
            "200": {"description": "The answer.", "headers": headers, "content": _content(described.pop("content"))},
            "304": {"description": "Nothing changed since the answer with this tag.", "headers": headers},
        }
        return described | {"responses": responses | {status: self._problem(status) for status in PROBLEMS}}

    def component(self, name, content, kind=ResolvedComponent.SCHEMA):
        """A reference to something described once."""
        made = ResolvedComponent(name, kind, content, name)
        self.registry.register_on_missing(made)
        return made.ref

    def _headers(self, described):
        return {
            name: self.component(name, {"description": what, "schema": TEXT}, ResolvedComponent.HEADER)
            for name, what in described.items()
        }

    def _problem(self, status):
        phrase = HTTPStatus(int(status)).phrase.replace(" ", "")
        content = {
            "description": PROBLEMS[status],
            "headers": self._headers(RATE | ({"Retry-After": "Seconds to wait."} if status == "429" else {})),
            "content": _content({MEDIA_TYPE: self.component("Problem", PROBLEM)}),
        }
        return self.component(phrase, content, ResolvedComponent.RESPONSE)


class RegisterOperation(Operation):
    def operation(self):
        register = self.view.register
        name = "".join(part.capitalize() for part in register.name.split("-"))
        row = self.component(f"{name}Row", row_schema(register))
        rows = {"type": "array", "items": row, "description": "The rows."}
        envelope = object_of(ENVELOPE | {"rows": rows}) | {"description": f"A page of {register.title.lower()}."}
        return {
            "operationId": register.name.replace("-", "_"),
            "tags": ["registers"],
            "summary": register.title,
            "description": f"{register.lead} {register.note_on_use}".strip(),
            "parameters": parameters_of(register),
            "content": {"application/json": self.component(f"{name}Page", envelope)},
        }


class IndexOperation(Operation):
    def operation(self):
        return {
            "operationId": "index",
            "tags": ["about"],
            "summary": "Index",
            "description": "The registers there are. A browser is shown the reference instead.",
            "content": {"application/json": self.component("Index", object_of(INDEX)), "text/html": TEXT},
        }


class SchemaOperation(Operation):
    def operation(self):
        return {
            "operationId": "schema",
            "tags": ["about"],
            "summary": "Schema",
            "description": "This description, as OpenAPI.",
            "content": {"application/json": {"type": "object"}, "application/yaml": {"type": "object"}},
        }


def row_schema(register):
    """A row may hold fewer columns, where fields or columns were asked for, but never others."""
    properties = {}
    for name, definition in definitions_of(register).items():
        schema = SCHEMAS[definition.kind] | {"description": definition.meaning}
        schema |= {"enum": list(definition.values)} if definition.values else {}
        properties[name] = schema | ({"nullable": True} if definition.may_lack else {})
    return {"type": "object", "description": register.lead, "properties": properties, "additionalProperties": False}


def _content(schemas):
    return {media_type: {"schema": schema} for media_type, schema in schemas.items()}
