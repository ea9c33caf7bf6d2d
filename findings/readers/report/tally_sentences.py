"""Tallies in sentences: which number belongs to which grade, which assessor and which set of cases."""

import re
from dataclasses import dataclass

from findings.readers.report.grades import GradeCount, counts_in, grades_in, is_adjective
from findings.readers.report.numbers import NUMBER, value_of

_SPLIT = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"\u201c'\u2018])")
_CLAUSE = re.compile(r",(?!\d)|;|\band\b|\bbut\b|\bwhile\b|\bwhereas\b|\bwith\b|\(|\)", re.I)
FORCE = re.compile(
    r"\bforce(?:'s|\u2019s)?\s+(?:own\s+)?(?:assess(?:ors?|ment|ed)|reviewers?|auditors?|graded|rated|judged|considered|gave|self)"
    r"|\bself[- ](?:assess|grad|audit)\w*|\b(?:police|constabulary)\s+(?:assessors?|reviewers?|graded|rated"
    r"|judged|assessed)"
    r"|\bassessors\b|\bits own (?:assessment|grad\w+|judg\w+)|\bforce grades?\b",
    re.I,
)
HMICFRS = re.compile(
    r"\b(?:we|inspectors|hmicfrs|hmic|the inspectorate)\b(?:\s+\w+){0,3}?\s+(?:assess|grad|rat|judg|found"
    r"|examin|consider|audit|"
    r"review|look|inspect)\w*|\b(?:hmicfrs|hmic|inspectors?|inspectorate)(?:'s|\u2019s)?\s+(?:assessment|grad\w+|judg\w+|audit)"
    r"|\b(?:assessed|graded|judged|reviewed|audited|examined) (?:only )?by (?:hmicfrs|hmic|inspectors|us)\b"
    r"|\bour (?:inspectors|assessment)\b",
    re.I,
)
JOINT = re.compile(
    r"\bsame (?:\w+ )?(?:cases|files|audits|records)|\bby both\b|\bboth (?:the|by)\b|\bjoint(?:ly)?\b"
    r"|\bthese (?:\w+ )?cases\b",
    re.I,
)
ADDITIONAL = re.compile(
    r"\badditional\b|\bfurther (?:\S+ ){0,2}(?:cases|files|audits)|\bother cases assessed\b|\bonly by (?:hmic"
    r"|inspectors|us)",
    re.I,
)
ALL = re.compile(
    r"\boverall\b|\bin (?:total|all)\b|\ball (?:of )?(?:the )?(?:\S+ )?cases\b|\baltogether\b|\ba total of\b"
    r"|\bcombined\b",
    re.I,
)
# A number of cases that is no count of a grade: the size of the set.
_SIZE = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER})\s+(?:\w+[- ]){{0,4}}?(?:cases|case files|case audits|files|audits)\b", re.I
)
OTHER_INSPECTORATES = re.compile(r"\b(?:ofsted|cqc|care quality commission|local authorit(?:y|ies))\b", re.I)
_VAGUE = re.compile(
    r"\b(?:half|most|majority|a third|two[- ]thirds|the rest|the remain\w+|the others|a quarter)\b", re.I
)


# What is longer is no sentence that people wrote, and is not searched for counts.
LONGEST = 4_000


@dataclass(frozen=True)
class SentenceTally:
    """The counts of one sentence for one assessor. `sample` is None where the sentence does not say.

    `unclear` names what stands in the sentence but could not be told apart.
    """

    assessor: str | None
    sample: str | None
    total: int | None
    counts: tuple[GradeCount, ...]
    start: int
    end: int
    text: str
    unclear: str | None = None


@dataclass
class _Memory:
    """What the sentences before have said, within one paragraph."""

    assessor: str | None = None
    sample: str | None = None
    total: int | None = None


def sentences_of(text):
    """(start, sentence) pairs."""
    at = 0
    for part in _SPLIT.split(text):
        start = text.index(part, at)
        yield start, part
        at = start + len(part)


def sentence_tallies(text):
    """Every tally in a paragraph, each with the assessor and sample that the words before it name."""
    memory, found = _Memory(), []
    for start, sentence in sentences_of(text):
        if len(sentence) > LONGEST or OTHER_INSPECTORATES.search(sentence):
            continue
        events = _events(sentence)
        pairs, unclear = _pairs(sentence)
        if not _is_tally(sentence, pairs, memory, events):
            pairs = []
        for group in _groups(sentence, pairs, events, memory):
            found.append(_tally(start, sentence, group, memory, unclear))
        _remember(memory, events, sentence, pairs)
    return found


def _events(sentence):
    """Mentions of assessors and samples by place."""
    events = [(match.start(), "assessor", "force") for match in FORCE.finditer(sentence)]
    events += [(match.start(), "assessor", "hmicfrs") for match in HMICFRS.finditer(sentence)]
    for name, pattern in (("joint", JOINT), ("additional", ADDITIONAL), ("all", ALL)):
        events += [(match.start(), "sample", name) for match in pattern.finditer(sentence)]
    return sorted(events)


def _clauses(sentence):
    at = 0
    for match in _CLAUSE.finditer(sentence):
        if match.group().lower() == "and" and _is_within_lump(sentence, match):
            continue
        yield at, sentence[at : match.start()]
        at = match.end()
    yield at, sentence[at:]


def _is_within_lump(sentence, match):
    """ "12 were either good or adequate" lumps with or; "between good and adequate" with and."""
    return bool(re.search(r"\b(?:between|both)\s+\S+(?:\s\S+)?\s*$", sentence[: match.start()], re.I))


def _pairs(sentence):
    """Counts by grade, one for each clause with one number and one grade; and what stays unclear."""
    pairs, unclear, waiting = [], None, None
    for at, clause in _clauses(sentence):
        grades = [grade for grade in grades_in(clause) if not is_adjective(clause, grade)]
        counts = [count for count in counts_in(clause) if not count.is_base and not _is_size(clause, count, grades)]
        whole = [count for count in counts if not count.is_percent] or counts
        if not grades:
            # "of the cases, 5" waits for the grade of the next clause only when nothing else is there.
            waiting = (at, whole[0]) if len(whole) == 1 and len(clause.split()) <= 3 else None
            continue
        if len(grades) == 1 and not whole and waiting:
            at_count, count = waiting
            pairs.append(_pair(grades[0], count, at_count))
        elif len(grades) == 1 and len(whole) == 1:
            pairs.append(_pair(grades[0], whole[0], at))
        elif whole or _VAGUE.search(clause):
            unclear = clause.strip()
        waiting = None
    return pairs, unclear


def _pair(grade, count, at):
    return GradeCount(grade.grades, count.value, at + count.start, at + count.end, count.is_percent)


def _is_size(clause, count, grades):
    """ "examined 77 cases" counts a set; "18 cases as good" and "good in 18 cases" count a grade."""
    if not re.match(r"\s+(?:\w+[- ]){0,4}?(?:cases|files|audits)\b", clause[count.end :]):
        return False
    if not grades:
        return True
    others = [other for other in counts_in(clause) if other.start != count.start and not other.is_base]
    return bool(others) and bool(
        re.search(r"\b(?:examined|reviewed|assessed|audited|inspected|of)\s*$", clause[: count.start], re.I)
    )


def _is_tally(sentence, pairs, memory, events):
    if not pairs:
        return False
    names = [pair.grades for pair in pairs]
    about_cases = re.search(r"\b(?:cases?|files?|audits?|graded|grades|rated|assessed|judged)\b", sentence, re.I)
    if len(set(names)) >= 2:
        is_assessed = any(kind == "assessor" for _, kind, _ in events)
        return bool(about_cases or is_assessed or memory.total or memory.assessor)
    return bool(
        re.search(r"\b(?:graded|rated|judged|assessed)\b", sentence, re.I) and (_size(sentence) or memory.total)
    )


def _size(sentence):
    """The printed size of the set: the base ("of the 33 cases"), else the number of cases named."""
    for count in counts_in(sentence):
        if count.is_base and not count.is_percent and count.value:
            return count.value
    paired = {pair.start for pair in _pairs(sentence)[0]}
    for match in _SIZE.finditer(sentence):
        if match.start("number") not in paired:
            return value_of(match["number"])
    return None


def _groups(sentence, pairs, events, memory):
    """The pairs parted where the assessor or the sample changes, or a grade comes again."""
    groups = []
    for pair in pairs:
        assessor = _latest(events, "assessor", pair.start) or memory.assessor
        sample = _latest(events, "sample", pair.start) or memory.sample
        known = groups[-1] if groups else None
        if known and known[:2] == (assessor, sample) and pair.grades not in [other.grades for other in known[2]]:
            known[2].append(pair)
        else:
            groups.append((assessor, sample, [pair]))
    if len(groups) == 1 and groups[0][0] is None:
        named = {value for _, kind, value in events if kind == "assessor"}
        groups = [(named.pop() if len(named) == 1 else None, groups[0][1], groups[0][2])]
    return groups


def _latest(events, kind, before):
    found = [value for at, what, value in events if what == kind and at <= before]
    return found[-1] if found else None


def _tally(start, sentence, group, memory, unclear):
    assessor, sample, pairs = group
    moved = tuple(
        GradeCount(pair.grades, pair.value, start + pair.start, start + pair.end, pair.is_percent) for pair in pairs
    )
    total = _size(sentence)
    if total is None and (assessor == memory.assessor or memory.assessor is None or sample == "joint"):
        total = memory.total
    return SentenceTally(assessor, sample, total, moved, start, start + len(sentence), sentence, unclear)


def _remember(memory, events, sentence, pairs):
    for kind in ("sample", "assessor"):
        named = [value for _, what, value in events if what == kind]
        if named:
            changed = getattr(memory, kind) not in (None, named[-1])
            setattr(memory, kind, named[-1])
            if changed and kind == "assessor":
                memory.total = memory.total if memory.sample == "joint" else None
    size = _size(sentence)
    if size is not None:
        memory.total = size
