"""Every mistake of a document at once, and what of it could be read in spite of them.

Pydantic stops at the fields of a part before it looks at the rules between them, and at the first rule that is broken.
Here both are told together, and what could be read is kept as an incomplete part: a field that is wrong or missing is
not there at all, so that no check takes it for an empty one. A part that is whole is made by pydantic as ever.
"""

from functools import cache
from typing import Annotated, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from findings.documents.base import Part
from findings.documents.rules import broken_rules_of

EXPECTED = {
    "string_pattern_mismatch": "small letters and digits with single hyphens between, as in dorset-2021",
    "string_too_long": "at most {max_length:,} characters",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "int_type": "a whole number",
    "date_type": "a date, written as 2020-12-31",
    "date_from_datetime_parsing": "a date, written as 2020-12-31",
}


def explain(error):
    """One error of pydantic as a sentence about the value."""
    kind, expected = error["type"], error.get("ctx", {})
    if kind == "missing":
        return "this field is missing and must be given"
    if kind == "extra_forbidden":
        return "no field of this name is known here"
    if kind == "literal_error":
        return f"found {error['input']!r}, expected {expected['expected']}"
    message = error["msg"].removeprefix("Value error, ")
    if kind == "value_error":
        return message
    shown = repr(error["input"])
    shown = shown if len(shown) <= 60 else shown[:57] + "…"
    if kind in EXPECTED:
        return f"found {shown}, expected {EXPECTED[kind].format(**expected)}"
    return f"found {shown}: {message[0].lower()}{message[1:]}"


def attempt(part, data, path=(), unread=frozenset()):
    """`(made, mistakes)`: the part that plain data means, and `(path, sentence)` of everything wrong with it.

    `unread` are the paths of values of which something has been told already: they are not told of again, and are no
    values. With mistakes, or with something unread, the part is incomplete.
    """
    mistakes = []
    try:
        made = part.model_validate(data)
        if not unread:
            return made, mistakes
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            place = (*path, *error["loc"])
            if not _is_told_already(place, unread):
                mistakes.append((place, explain(error)))
    around = {place[:length] for place in unread for length in range(len(place) + 1)}
    made = _incomplete(part, data, path, around)
    broken = [(place, told, inner) for place, inner in _parts_within(made, path) for told in broken_rules_of(inner)]
    by_pydantic = {(place, told) for place, told, _ in broken}
    mistakes = [mistake for mistake in mistakes if mistake not in by_pydantic]
    return made, mistakes + [(_named(place, told, inner), told) for place, told, inner in broken]


def _named(path, sentence, part):
    """The path of the field with which the sentence of a rule begins, or else of the part."""
    first = sentence.split()[0]
    return (*path, first) if first in type(part).model_fields else path


def _is_told_already(path, unread):
    """Whether the value at this path, or one within it, could not be read, and a problem says so."""
    return any(path[: len(other)] == other or other[: len(path)] == path for other in unread)


def _incomplete(part, data, path, unread):
    """A part of the fields that hold a value; those that were not given have their default."""
    values, lost = {}, set()
    for name in part.model_fields if isinstance(data, dict) else ():
        here = (*path, name)
        if data.get(name) is None and here in unread:
            lost.add(name)
        elif name in data:
            try:
                values[name] = _value(part, name, data[name], here, unread)
            except (ValidationError, TypeError):
                lost.add(name)
    made = part.model_construct(**values)
    for name in lost if isinstance(data, dict) else part.model_fields:
        made.__dict__.pop(name, None)
    return made


def _value(part, name, value, path, unread):
    """The value of one field; of a list what of it could be read. An item that is a part keeps its place."""
    inner, is_list = _part_of(part.model_fields[name].annotation)
    if inner and is_list:
        if not isinstance(value, list):
            raise TypeError(name)
        return [_incomplete(inner, item, (*path, number), unread) for number, item in enumerate(value)]
    if inner and value is not None:
        if not isinstance(value, dict):
            raise TypeError(name)
        return _incomplete(inner, value, path, unread)
    whole, single = _adapters(part, name)
    try:
        return whole.validate_python(value)
    except ValidationError:
        if single is None or not isinstance(value, list):
            raise
        return [read for item in value for read in _read(single, item)]


def _read(adapter, value):
    try:
        return [adapter.validate_python(value)]
    except ValidationError:
        return []


@cache
def _part_of(annotation):
    """`(class, is a list)` of a field that holds parts; (None, False) of any other."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation, False
    for inner in get_args(annotation):
        if isinstance(inner, type) and issubclass(inner, Part):
            return inner, get_origin(annotation) is list
    return None, False


@cache
def _adapters(part, name):
    """What reads a field, and what reads one value of it where it is a list."""
    field = part.model_fields[name]
    whole = TypeAdapter(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)
    is_list = get_origin(field.annotation) is list
    return whole, TypeAdapter(get_args(field.annotation)[0]) if is_list else None


def _parts_within(made, path):
    """`(path, part)` of this part and every part in it."""
    yield path, made
    for name, value in made.__dict__.items():
        if isinstance(value, Part):
            yield from _parts_within(value, (*path, name))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, Part):
                    yield from _parts_within(item, (*path, name, number))
