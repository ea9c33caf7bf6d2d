"""Checks that need the whole document, or the reference data it speaks of: all problems at once."""

from dataclasses import dataclass, field

from findings.documents.base import Part
from findings.documents.inspection_document import KEYED


@dataclass(frozen=True)
class Vocabulary:
    """The reference data a document may name. `scales` maps a scale to its grades in order.

    `themes` are those in use and those merged into them; `retired` are out of use and may stand only where a
    person took them off: `taken_off` holds (inspection, noun, key, theme).
    """

    forces: frozenset
    frameworks: dict = field(default_factory=dict)
    themes: frozenset = frozenset()
    retired: frozenset = frozenset()
    taken_off: frozenset = frozenset()
    scales: dict = field(default_factory=dict)
    inspections: frozenset = frozenset()


@dataclass(frozen=True)
class FrameworkVocabulary:
    """What one framework has: its areas, chapters and topics, and the scales on which it grades cases and topics."""

    areas: frozenset = frozenset()
    chapters: frozenset = frozenset()
    topics: frozenset = frozenset()
    case_scale: str | None = None
    topic_scale: str | None = None


def check(source, vocabulary, coming=frozenset()):
    """Every problem of the document against itself and against the vocabulary.

    `coming` holds the slugs of inspections that are loaded together with this one. Of an incomplete document
    (`mistakes`) what could be read is checked, and nothing is said that may follow only from what could not.
    """
    problems = [*_repeated_keys(source), *_inner_references(source)]
    header = header_of(source)
    problems += _header(source, header, vocabulary, coming)
    framework = vocabulary.frameworks.get(header.framework) if header.says("framework") else None
    if framework is not None:
        problems += _framework_terms(source, framework, vocabulary)
    problems += _themes(source, header, vocabulary)
    return problems


def header_of(source):
    """The header, or one that says nothing where it could not be read at all."""
    return source.document.inspection if source.document.says("inspection") else Part()


def slug_of(source):
    """The name of the inspection; None where it could not be read."""
    header = header_of(source)
    return header.slug if header.says("slug") else None


def _items(source, name, *fields):
    """`(index, item)` of the items of one list that say these fields."""
    items = getattr(source.document, name) if source.document.says(name) else ()
    return [(index, item) for index, item in enumerate(items) if item.says(*fields)]


def _repeats(items, value_of):
    """`(index, value, index of the first)` of every item whose value an item before it has."""
    seen = {}
    for index, item in items:
        value = value_of(item)
        if value in seen:
            yield index, value, seen[value]
        seen.setdefault(value, index)


def _repeated_keys(source):
    for name in KEYED:
        for index, key, first in _repeats(_items(source, name, "key"), lambda item: item.key):
            yield source.problem((name, index, "key"), f"the key {key} is already used by {name}[{first + 1}]")
    audits = _items(source, "case_audits", "assessor", "sample", "area")
    for index, key, _ in _repeats(audits, lambda audit: audit.key):
        yield source.problem(("case_audits", index), f"{key} is already counted in another set")
    for index, topic, _ in _repeats(_items(source, "topic_grades", "topic"), lambda item: item.topic):
        yield source.problem(("topic_grades", index), f"the topic {topic} is graded twice")
    for index, number, _ in _repeats(_items(source, "recommendations", "number"), lambda item: item.number):
        yield source.problem(("recommendations", index, "number"), f"the number {number} is used twice")
    for index, item in _items(source, "recommendations", "claims"):
        yield from _repeated_claims(source, index, item)


def _repeated_claims(source, index, item):
    told = "the same voice claims the same state on the same day twice"
    claims = [pair for pair in enumerate(item.claims) if pair[1].says("voice", "state", "on")]
    for number, _, _ in _repeats(claims, lambda claim: claim.identity):
        yield source.problem(("recommendations", index, "claims", number), told)


def keys_of(source, name):
    """The keys of a list; None where one could not be read, so that nobody can say what is missing."""
    items = _items(source, name)
    if not source.document.says(name) or not all(item.says("key") for _, item in items):
        return None
    return {item.key for _, item in items}


def _inner_references(source):
    findings, figures = keys_of(source, "findings"), keys_of(source, "figures")
    if findings is not None:
        for index, item in _items(source, "illustrations", "finding"):
            if item.finding and item.finding not in findings:
                yield source.problem(("illustrations", index, "finding"), f"no finding has the key {item.finding}")
        for index, item in _items(source, "recommendations", "findings"):
            for key in item.findings:
                if key not in findings:
                    yield source.problem(("recommendations", index, "findings"), f"no finding has the key {key}")
    if figures is not None:
        for index, item in _items(source, "equations"):
            wholes = [item.whole] if item.says("whole") else []
            for key in (*wholes, *(item.parts if item.says("parts") else ())):
                if key not in figures:
                    yield source.problem(("equations", index), f"no figure has the key {key}")


def _header(source, header, vocabulary, coming):
    if header.says("force") and header.force not in vocabulary.forces:
        yield source.problem(("inspection", "force"), f"the force {header.force} is not known")
    if header.says("framework") and header.framework not in vocabulary.frameworks:
        known = ", ".join(sorted(vocabulary.frameworks))
        yield source.problem(
            ("inspection", "framework"), f"the framework {header.framework} is not known; known: {known}"
        )
    if not header.says("parent") or not header.parent:
        return
    if header.says("slug") and header.parent == header.slug:
        yield source.problem(("inspection", "parent"), "an inspection is not its own parent")
    elif header.parent not in vocabulary.inspections | coming:
        yield source.problem(
            ("inspection", "parent"), f"no inspection {header.parent} is loaded or comes with this one"
        )


def _unknown(source, path, item, known, what):
    """A problem where the last field of the path has a value that is not known; nothing where it has none."""
    value = getattr(item, path[-1]) if item.says(path[-1]) else None
    for one in value if isinstance(value, list) else [value]:
        if one is not None and one not in known:
            listed = ", ".join(sorted(known)) or "none"
            yield source.problem(path, f"the {what} {one} is not known here; known: {listed}")


def _framework_terms(source, framework, vocabulary):
    for index, audit in _items(source, "case_audits"):
        path = ("case_audits", index)
        yield from _unknown(source, (*path, "area"), audit, framework.areas, "area")
        scales = {framework.case_scale} - {None}
        yield from _unknown(source, (*path, "scale"), audit, scales, "grade scale")
        if audit.says("scale", "counts") and audit.scale in scales:
            yield from _grades(source, path, audit, list(vocabulary.scales.get(audit.scale, ())))
    topic_grades = set(vocabulary.scales.get(framework.topic_scale, ()))
    for index, item in _items(source, "topic_grades"):
        path = ("topic_grades", index)
        yield from _unknown(source, (*path, "topic"), item, framework.topics, "topic")
        yield from _unknown(source, (*path, "grade"), item, topic_grades, "grade")
    for name in ("findings", "illustrations", "recommendations", "figures"):
        for index, item in _items(source, name):
            yield from _unknown(source, (name, index, "chapter"), item, framework.chapters, "chapter")
            yield from _unknown(source, (name, index, "topic"), item, framework.topics, "topic")
            yield from _unknown(source, (name, index, "areas"), item, framework.areas, "area")


def _grades(source, path, audit, grades):
    begun, taken = set(), set()
    for number, count in enumerate(audit.counts):
        here = (*path, "counts", number)
        yield from _unknown(source, (*here, "grade"), count, grades, "grade")
        yield from _unknown(source, (*here, "grade_to"), count, grades, "grade")
        if not count.says("grade", "grade_to") or not {count.grade, count.grade_to} <= {None, *grades}:
            continue
        first = grades.index(count.grade)
        last = grades.index(count.grade_to) if count.grade_to else first
        if count.grade_to and last <= first:
            yield source.problem((*here, "grade_to"), "grade_to must come after grade in the order of the scale")
        covered = set(grades[first : last + 1])
        # Two counts that begin with the same grade break a rule of the set itself, which tells of it.
        if covered & taken and count.grade not in begun:
            yield source.problem(here, f"the grade {sorted(covered & taken)[0]} is counted twice in one set")
        begun.add(count.grade)
        taken |= covered


def _themes(source, header, vocabulary):
    for name in ("findings", "illustrations", "recommendations"):
        for index, item in _items(source, name, "themes"):
            for theme in item.themes:
                if theme in vocabulary.retired:
                    is_named = header.says("slug") and item.says("key")
                    if is_named and (header.slug, name, item.key, theme) not in vocabulary.taken_off:
                        told = f"the theme {theme} has been retired; leave it out"
                        yield source.problem((name, index, "themes"), told)
                elif theme not in vocabulary.themes:
                    yield source.problem((name, index, "themes"), f"the theme {theme} is not known")
