"""The YAML form of an InspectionDocument: read with the line of every problem, written in one stable layout.

Reading is safe on hostile files: size and depth are bounded, tags that build objects, anchors and aliases (which can
expand without end) and repeated keys are refused, and a file is never half read.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml
from pydantic import ValidationError

from findings.documents.inspection_document import InspectionDocument
from findings.documents.problems import DocumentError, Problem

MAX_BYTES = 5_000_000
MAX_DEPTH = 20
# YAML 1.1 would read 010 as eight and 1:30 as ninety.
PLAIN_NUMBERS = {
    "tag:yaml.org,2002:int": re.compile(r"[-+]?(0|[1-9][0-9]*)"),
    "tag:yaml.org,2002:float": re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]*([eE][-+][0-9]+)?"),
}


class _Loader(yaml.SafeLoader):
    """Safe scalars only; the mapping is built here, so that every value keeps its line."""


class _Dumper(yaml.SafeDumper):
    """Nested lists are indented, and long texts are folded as blocks."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data):
        """A value that occurs twice is written twice: reading refuses aliases."""
        return True


def _represent_text(dumper, value):
    style = ">" if len(value) > 90 and "\n" not in value and value == value.strip() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _represent_number(dumper, value):
    return dumper.represent_data(int(value) if value == value.to_integral_value() else float(value))


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(Decimal, _represent_number)


@dataclass(frozen=True)
class Source:
    """A document together with the lines its values stand on, for problems found later."""

    file: str
    document: InspectionDocument
    lines: dict

    def problem(self, path, message):
        return Problem(self.file, line_of(self.lines, path), dotted(path), message)


def dotted(path):
    """`("findings", 3, "key")` as a person counts: `findings[4].key`."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def line_of(lines, path):
    """The line of the value at this path, or of the nearest thing around it."""
    path = tuple(path)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _plain(node, path, lines, problems, file, loader):
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        result = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in result:
                line = key_node.start_mark.line + 1
                problems.append(Problem(file, line, dotted((*path, key)), "this field stands here twice"))
            result[key] = _plain(value_node, (*path, key), lines, problems, file, loader)
            lines[(*path, key)] = key_node.start_mark.line + 1
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), lines, problems, file, loader) for index, item in enumerate(node.value)]
    plain = PLAIN_NUMBERS.get(node.tag)
    if plain and not plain.fullmatch(node.value):
        problems.append(Problem(file, lines[path], dotted(path), f"{node.value} is not a plain decimal number"))
        return None
    try:
        return loader.construct_object(node)
    except (yaml.YAMLError, ValueError) as error:
        told = getattr(error, "problem", None) or str(error)
        problems.append(Problem(file, lines[path], dotted(path), f"not a plain value: {told}"))
        return None


def _compose(text, file):
    try:
        _refuse_what_expands(text, file)
        loader = _Loader(text)
        return loader, loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        told = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise DocumentError([Problem(file, mark.line + 1 if mark else 0, "", f"not YAML: {told}")]) from None


def _refuse_what_expands(text, file):
    """Stops at the first anchor, alias, tag or level too many, before anything is built or recursed into."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        tag = getattr(event, "tag", None)
        told = None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            told = "anchors and aliases (& and *) are not allowed"
        elif tag:
            told = f"the tag {tag} is not allowed: plain values only"
        elif depth > MAX_DEPTH:
            told = f"nested more than {MAX_DEPTH} levels deep"
        if told:
            raise DocumentError([Problem(file, event.start_mark.line + 1, "", told)])


def parse(text, file):
    """Plain data and the line of each path in it; DocumentError with every problem otherwise."""
    loader, node = _compose(text, file)
    if node is None:
        raise DocumentError([Problem(file, 0, "", "the file is empty: an inspection document is expected")])
    lines, problems = {}, []
    data = _plain(node, (), lines, problems, file, loader)
    if problems:
        raise DocumentError(problems)
    if not isinstance(data, dict):
        raise DocumentError([Problem(file, 1, "", "fields of an inspection document are expected at the top")])
    return data, lines


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


def read_text(text, file="document"):
    """A Source from YAML text; DocumentError lists every problem with its line."""
    data, lines = parse(text, file)
    try:
        document = InspectionDocument.model_validate(data)
    except ValidationError as invalid:
        problems = [
            Problem(file, line_of(lines, error["loc"]), dotted(error["loc"]), explain(error))
            for error in invalid.errors(include_url=False)
        ]
        raise DocumentError(problems) from None
    return Source(file, document, lines)


def read_file(path):
    """A Source from a YAML file of UTF-8 text, at most five million bytes."""
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                [Problem(str(path), 0, "", f"{size:,} bytes: a document has at most {MAX_BYTES:,} bytes")]
            )
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError([Problem(str(path), 0, "", f"cannot be read: {error.strerror}")]) from None
    return read_bytes(content, str(path))


def read_bytes(content, file="document"):
    """A Source from the bytes of a YAML file; a sentence where they are too many or another encoding."""
    if len(content) > MAX_BYTES:
        told = f"{len(content):,} bytes: a document has at most {MAX_BYTES:,} bytes"
        raise DocumentError([Problem(file, 0, "", told)])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError([Problem(file, 0, "", "UTF-16 text: save the file as UTF-8")])
    try:
        return read_text(content.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        told = f"not UTF-8 text (byte {error.start}): save the file as UTF-8"
        raise DocumentError([Problem(file, line, "", told)]) from None


def write_text(document):
    """The document as YAML: fields in the order of the schema, nothing that is not set."""
    data = document.model_dump(exclude_none=True, exclude_defaults=True)
    return yaml.dump(
        {"document": document.document, **data}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110
    )
