"""The OpenAPI description as people read it: addresses, their parameters and the columns of their rows."""

COMPONENTS = "#/components/schemas/"


def reference_of(schema):
    """What the reference page shows, read from the description alone."""
    page = next(name for name in schema["components"]["schemas"] if name.endswith("Page"))
    operations = [_operation(schema, path, methods["get"]) for path, methods in schema["paths"].items()]
    return {
        "registers": [operation for operation in operations if operation["columns"]],
        "others": [operation for operation in operations if not operation["columns"]],
        "answers": list(_answers(schema, next(iter(schema["paths"].values()))["get"])),
        "envelope": _properties(schema, page),
    }


def _operation(schema, path, operation):
    return {
        "key": operation["operationId"].replace("_", "-"),
        "path": path,
        "title": operation["summary"],
        "description": operation["description"],
        "parameters": [_parameter(parameter) for parameter in operation.get("parameters", ())],
        "columns": _columns(schema, operation),
    }


def _parameter(parameter):
    schema = parameter["schema"]
    item = schema.get("items", schema)
    commas = schema["type"] == "array" and not parameter.get("explode")
    return {
        "name": parameter["name"],
        "meaning": parameter["description"],
        "kind": "list" if commas else item["type"].replace("integer", "whole number").replace("string", "text"),
        "values": [str(value) for value in item.get("enum", ())],
        "default": schema.get("default", ""),
    }


def _columns(schema, operation):
    page = operation["responses"]["200"]["content"]["application/json"]["schema"].get("$ref", "")
    rows = _resolved(schema, page).get("properties", {}).get("rows")
    return _properties(schema, rows["items"]["$ref"].removeprefix(COMPONENTS)) if rows else []


def _resolved(schema, reference):
    return schema["components"]["schemas"].get(reference.removeprefix(COMPONENTS), {})


def _properties(schema, name):
    return [
        {
            "name": name,
            "meaning": column["description"],
            "kind": kind_in_words(column),
            "values": [value or "(empty)" for value in column.get("enum", ())],
        }
        for name, column in schema["components"]["schemas"][name]["properties"].items()
    ]


def kind_in_words(column):
    words = {"string": "text", "integer": "whole number", "array": "list"}
    kind = {"date": "date", "uri-reference": "address", "uri": "address"}.get(column.get("format"))
    kind = kind or words.get(column["type"], column["type"])
    return f"{kind} or null" if column.get("nullable") else kind


def _answers(schema, operation):
    shared = schema["components"]["responses"]
    for status, answer in operation["responses"].items():
        yield status, (answer if "description" in answer else shared[answer["$ref"].split("/")[-1]])["description"]
