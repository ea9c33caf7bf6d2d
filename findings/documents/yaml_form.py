"""The YAML form of an InspectionDocument: read with the line of every problem, written in one stable layout.

Reading is safe on hostile files: size and depth are bounded, tags that build objects, anchors and aliases (which can
expand without end) and repeated keys are refused, and a file is never half read.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import yaml

from findings.documents.inspection_document import InspectionDocument
from findings.documents.mistakes import attempt
from findings.documents.problems import DocumentError, Problem, sound

MAX_BYTES = 5_000_000
MAX_DEPTH = 20
SAVE_AS = "open it where it was written, choose “Save as”, and there the encoding UTF-8"
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
    """A document together with the lines its values stand on, for problems found later.

    With `problems` it is what could be read in spite of them, and good for further checks only.
    """

    file: str
    document: InspectionDocument
    lines: dict
    problems: tuple = ()

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


@dataclass
class _Values:
    """Plain data of a file as it is built: the line of each path, problems, and the paths without a value."""

    file: str
    loader: _Loader
    lines: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    unread: set = field(default_factory=set)

    def plain(self, node, path=()):
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*path, index)) for index, item in enumerate(node.value)]
        plain = PLAIN_NUMBERS.get(node.tag)
        if plain and not plain.fullmatch(node.value):
            return self._none(path, f"{node.value} is not a plain decimal number")
        try:
            return self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            return self._none(path, f"not a plain value: {getattr(error, 'problem', None) or error}")

    def _mapping(self, node, path):
        result = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in result:
                line = key_node.start_mark.line + 1
                told = Problem(self.file, line, dotted((*path, key)), "this field stands here twice")
                self.problems.append(told)
            result[key] = self.plain(value_node, (*path, key))
            self.lines[(*path, key)] = key_node.start_mark.line + 1
        return result

    def _none(self, path, told):
        self.problems.append(Problem(self.file, self.lines[path], dotted(path), told))
        self.unread.add(path)


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


def _values_of(text, file):
    """Plain data, and the `_Values` with which it was read; DocumentError where nothing can be read."""
    loader, node = _compose(text, file)
    if node is None:
        raise DocumentError([Problem(file, 0, "", "the file is empty: an inspection document is expected")])
    values = _Values(file, loader)
    data = values.plain(node)
    if not isinstance(data, dict):
        told = Problem(file, 1, "", "fields of an inspection document are expected at the top")
        raise DocumentError([*values.problems, told])
    return data, values


def examine_text(text, file="document"):
    """A Source from YAML text with every problem of reading it; DocumentError where it is no such text at all."""
    data, values = _values_of(text, file)
    document, mistakes = attempt(InspectionDocument, data, unread=frozenset(values.unread))
    told = [Problem(file, line_of(values.lines, path), dotted(path), message) for path, message in mistakes]
    return Source(file, document, values.lines, (*values.problems, *told))


def read_text(text, file="document"):
    """A Source from YAML text; DocumentError lists every problem with its line."""
    return sound(examine_text(text, file))


def examine_file(path):
    """A Source from a YAML file of UTF-8 text, at most five million bytes, with every problem of reading it."""
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
    return examine_bytes(content, str(path))


def read_file(path):
    """A Source from a YAML file; DocumentError lists every problem with its line."""
    return sound(examine_file(path))


def examine_bytes(content, file="document"):
    """A Source from the bytes of a YAML file, and its problems; a sentence where they are too many or no UTF-8."""
    if len(content) > MAX_BYTES:
        told = f"{len(content):,} bytes: a document has at most {MAX_BYTES:,} bytes"
        raise DocumentError([Problem(file, 0, "", told)])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError([Problem(file, 0, "", f"UTF-16 text: {SAVE_AS}")])
    try:
        return examine_text(content.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        told = f"not UTF-8 text (byte {error.start}): {SAVE_AS}"
        raise DocumentError([Problem(file, line, "", told)]) from None


def read_bytes(content, file="document"):
    """A Source from the bytes of a YAML file; DocumentError lists every problem with its line."""
    return sound(examine_bytes(content, file))


def write_text(document):
    """The document as YAML: fields in the order of the schema, nothing that is not set."""
    data = document.model_dump(exclude_none=True, exclude_defaults=True)
    return yaml.dump(
        {"document": document.document, **data}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110
    )
