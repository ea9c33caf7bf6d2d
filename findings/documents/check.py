"""Checks that need the whole document, or the reference data it speaks of: all problems at once."""

from dataclasses import dataclass, field

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

    `coming` holds the slugs of inspections that are loaded together with this one.
    """
    problems = [*_repeated_keys(source), *_inner_references(source)]
    problems += _header(source, vocabulary, coming)
    framework = vocabulary.frameworks.get(source.document.inspection.framework)
    if framework is not None:
        problems += _framework_terms(source, framework, vocabulary)
    problems += _themes(source, vocabulary)
    return problems


def _repeated_keys(source):
    for name in KEYED:
        seen = {}
        for index, item in enumerate(getattr(source.document, name)):
            if item.key in seen:
                yield source.problem(
                    (name, index, "key"), f"the key {item.key} is already used by {name}[{seen[item.key] + 1}]"
                )
            seen.setdefault(item.key, index)
    seen = {}
    for index, audit in enumerate(source.document.case_audits):
        if audit.key in seen:
            yield source.problem(("case_audits", index), f"{audit.key} is already counted in another set")
        seen[audit.key] = index
    seen = {}
    for index, item in enumerate(source.document.topic_grades):
        if item.topic in seen:
            yield source.problem(("topic_grades", index), f"the topic {item.topic} is graded twice")
        seen[item.topic] = index
    numbers = {}
    for index, item in enumerate(source.document.recommendations):
        yield from _repeated_claims(source, index, item)
        if item.number in numbers:
            yield source.problem(("recommendations", index, "number"), f"the number {item.number} is used twice")
        numbers[item.number] = index


def _repeated_claims(source, index, item):
    seen = set()
    for number, claim in enumerate(item.claims):
        if claim.identity in seen:
            yield source.problem(
                ("recommendations", index, "claims", number),
                "the same voice claims the same state on the same day twice",
            )
        seen.add(claim.identity)


def _inner_references(source):
    document = source.document
    findings = {item.key for item in document.findings}
    figures = {item.key for item in document.figures}
    for index, item in enumerate(document.illustrations):
        if item.finding and item.finding not in findings:
            yield source.problem(("illustrations", index, "finding"), f"no finding has the key {item.finding}")
    for index, item in enumerate(document.recommendations):
        for key in item.findings:
            if key not in findings:
                yield source.problem(("recommendations", index, "findings"), f"no finding has the key {key}")
    for index, item in enumerate(document.equations):
        for key in (item.whole, *item.parts):
            if key not in figures:
                yield source.problem(("equations", index), f"no figure has the key {key}")


def _header(source, vocabulary, coming):
    header = source.document.inspection
    if header.force not in vocabulary.forces:
        yield source.problem(("inspection", "force"), f"the force {header.force} is not known")
    if header.framework not in vocabulary.frameworks:
        known = ", ".join(sorted(vocabulary.frameworks))
        yield source.problem(
            ("inspection", "framework"), f"the framework {header.framework} is not known; known: {known}"
        )
    if header.parent and header.parent not in vocabulary.inspections | coming:
        yield source.problem(
            ("inspection", "parent"), f"no inspection {header.parent} is loaded or comes with this one"
        )
    if header.parent == header.slug:
        yield source.problem(("inspection", "parent"), "an inspection is not its own parent")


def _unknown(source, path, value, known, what):
    if value is not None and value not in known:
        yield source.problem(path, f"the {what} {value} is not known here; known: {', '.join(sorted(known)) or 'none'}")


def _framework_terms(source, framework, vocabulary):
    document = source.document
    for index, audit in enumerate(document.case_audits):
        path = ("case_audits", index)
        yield from _unknown(source, (*path, "area"), audit.area, framework.areas, "area")
        scales = {framework.case_scale} - {None}
        yield from _unknown(source, (*path, "scale"), audit.scale, scales, "grade scale")
        grades = list(vocabulary.scales.get(audit.scale, ()))
        if grades:
            yield from _grades(source, path, audit, grades)
    for index, item in enumerate(document.topic_grades):
        path = ("topic_grades", index)
        yield from _unknown(source, (*path, "topic"), item.topic, framework.topics, "topic")
        grades = set(vocabulary.scales.get(framework.topic_scale, ()))
        yield from _unknown(source, (*path, "grade"), item.grade, grades, "grade")
    for name in ("findings", "illustrations", "recommendations", "figures"):
        for index, item in enumerate(getattr(document, name)):
            path = (name, index)
            yield from _unknown(source, (*path, "chapter"), item.chapter, framework.chapters, "chapter")
            yield from _unknown(source, (*path, "topic"), getattr(item, "topic", None), framework.topics, "topic")
            for area in item.areas:
                yield from _unknown(source, (*path, "areas"), area, framework.areas, "area")


def _grades(source, path, audit, grades):
    taken = set()
    for number, count in enumerate(audit.counts):
        here = (*path, "counts", number)
        yield from _unknown(source, (*here, "grade"), count.grade, grades, "grade")
        yield from _unknown(source, (*here, "grade_to"), count.grade_to, grades, "grade")
        if count.grade not in grades or count.grade_to not in (None, *grades):
            continue
        first = grades.index(count.grade)
        last = grades.index(count.grade_to) if count.grade_to else first
        if count.grade_to and last <= first:
            yield source.problem((*here, "grade_to"), "grade_to must come after grade in the order of the scale")
        covered = set(grades[first : last + 1])
        if covered & taken:
            yield source.problem(here, f"the grade {sorted(covered & taken)[0]} is counted twice in one set")
        taken |= covered


def _themes(source, vocabulary):
    for name in ("findings", "illustrations", "recommendations"):
        for index, item in enumerate(getattr(source.document, name)):
            for theme in item.themes:
                if theme in vocabulary.retired:
                    if (source.document.inspection.slug, name, item.key, theme) not in vocabulary.taken_off:
                        told = f"the theme {theme} has been retired; leave it out"
                        yield source.problem((name, index, "themes"), told)
                elif theme not in vocabulary.themes:
                    yield source.problem((name, index, "themes"), f"the theme {theme} is not known")
