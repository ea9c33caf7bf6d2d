"""Tallies in sentences: which number belongs to which grade, which assessor and which set of cases."""

import re
from dataclasses import dataclass, replace

from findings.readers.report.grades import GradeCount, counts_in, grades_in, is_adjective
from findings.readers.report.numbers import value_of
from findings.readers.report.tally_words import (
    ABOUT_CASES,
    ADDITIONAL,
    ALL,
    AT_THAT_TIME,
    DATED,
    EARLIER,
    ELSEWHERE,
    FORCE,
    GRADED,
    HEDGED,
    HMICFRS,
    IN_A_YEAR,
    JOINT,
    NOW,
    OTHER_INSPECTORATES,
    PAIRED_IN_ORDER,
    SIZE,
    THESE,
    VAGUE,
)

_SPLIT = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"\u201c'\u2018])|(?<=[a-z]{4}[.!?])\s+(?=\d)")
_CLAUSE = re.compile(r",(?!\d)|;|:(?=\s)|\s/\s|\band\b|\bbut\b|\bwhile\b|\bwhereas\b|\bwith\b|\(|\)", re.I)
# A percentage in brackets stands beside a count and is none.
_ASIDE = re.compile(r"\(\s*[\d.]+\s*(?:%|per\s?cent)\s*\)", re.I)
# What is longer is no sentence that people wrote, and is not searched for counts.
LONGEST = 4_000


@dataclass(frozen=True)
class SentenceTally:
    """The counts of one sentence for one assessor. `sample` is None where the sentence does not say.

    `unclear` names what stands in the sentence but could not be told apart. `rivals`: the sets, as (assessor, sample),
    that the words around leave open.
    """

    assessor: str | None
    sample: str | None
    total: int | None
    counts: tuple[GradeCount, ...]
    start: int
    end: int
    text: str
    unclear: str | None = None
    rivals: tuple[tuple[str, str], ...] = ()


@dataclass
class _Memory:
    """What the sentences before have said, within one paragraph."""

    assessor: str | None = None
    sample: str | None = None
    total: int | None = None
    # Whether the size belongs to a set whose grades its own sentence counts: it is no other set's.
    is_taken: bool = False
    is_about_cases: bool = False
    is_earlier: bool = False
    is_dated: bool = False


def sentences_of(text):
    """(start, sentence) pairs."""
    at = 0
    for part in _SPLIT.split(text):
        start = text.index(part, at)
        yield start, part
        at = start + len(part)


def sentence_tallies(text):
    """(tallies, doubts) of a paragraph: each tally with the assessor and sample that the words before it name.

    A doubt is (start, end, why). Sentences with one grade each that follow each other make one tally together.
    """
    memory, found, doubts, single = _Memory(), [], [], []
    for start, sentence in sentences_of(text):
        if len(sentence) > LONGEST or OTHER_INSPECTORATES.search(sentence):
            continue
        shown = _ASIDE.sub(lambda aside: " " * len(aside.group()), sentence)
        events = _events(shown)
        pairs, unclear = _pairs(shown)
        foreign = _foreign(shown, memory) if pairs else None
        if not pairs and PAIRED_IN_ORDER.search(shown) and ABOUT_CASES.search(shown) and len(counts_in(shown)) >= 2:
            doubts.append((start, start + len(sentence), "its numbers belong to grades that another sentence names"))
        if pairs and memory.is_earlier and not foreign:
            unclear = unclear or "the sentence before speaks of an earlier inspection"
        if pairs and memory.is_dated and not foreign and not NOW.search(shown):
            unclear = unclear or "the sentence before speaks of a year, which may be an earlier one"
        if foreign:
            doubts.append((start, start + len(sentence), foreign))
            pairs = []
        if pairs and not _is_tally(shown, pairs, memory, events):
            if len(pairs) == 1 and (ABOUT_CASES.search(shown) or memory.is_about_cases):
                single += [
                    _tally(start, shown, group, memory, unclear) for group in _groups(shown, pairs, events, memory)
                ]
            elif len({pair.grades for pair in pairs}) > 1:
                why = "it counts several grades, but nothing in it says that it counts cases"
                doubts.append((start, start + len(sentence), why))
            pairs = []
        else:
            _settle(single, found, doubts)
        found += [_tally(start, shown, group, memory, unclear) for group in _groups(shown, pairs, events, memory)]
        _remember(memory, events, shown, pairs)
    _settle(single, found, doubts)
    return found, doubts


def _foreign(sentence, memory):
    """Why a sentence with grades counts other cases than this inspection's, or None."""
    if EARLIER.search(sentence) or (memory.is_earlier and AT_THAT_TIME.search(sentence)):
        return "it speaks of an earlier inspection; its numbers are not taken for this one's"
    return "it speaks of other forces; its numbers are not taken for this one's" if ELSEWHERE.search(sentence) else None


def _settle(single, found, doubts):
    """Single counts that follow each other become one tally; what stays alone is a doubt."""
    grades = [tally.counts[0].grades for tally in single]
    whose = {(tally.assessor, tally.sample) for tally in single}
    if len(single) >= 2 and len(set(grades)) == len(grades) and len(whose) == 1:
        counts = tuple(tally.counts[0] for tally in single)
        text = " ".join(tally.text for tally in single)
        found.append(replace(single[0], counts=counts, end=single[-1].end, text=text))
    else:
        doubts += [(tally.start, tally.end, "it counts a single grade and is not read as a set") for tally in single]
    single.clear()


def _events(sentence):
    """Mentions of assessors and samples by place."""
    events = [(match.start(), "assessor", "force") for match in FORCE.finditer(sentence)]
    events += [(match.start(), "assessor", "hmicfrs") for match in HMICFRS.finditer(sentence)]
    for name, pattern in (("joint", JOINT), ("these", THESE), ("additional", ADDITIONAL), ("all", ALL)):
        events += [(match.start(), "sample", name) for match in pattern.finditer(sentence)]
    return sorted(events)


def _clauses(sentence):
    at = 0
    for match in _CLAUSE.finditer(sentence):
        if match.group().lower() == "and" and _is_within_lump(sentence, match):
            continue
        if match.group() == ":" and grades_in(sentence[at : match.start()]):
            continue  # "Good: 10"
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
            if HEDGED.search(clause[: whole[0].start]) or (len(counts) > 1 and not whole[0].is_percent):
                unclear = clause.strip()
        elif whole or VAGUE.search(clause):
            unclear = clause.strip()
        waiting = None
    if PAIRED_IN_ORDER.search(sentence) or (pairs and DATED.search(sentence)):
        unclear = unclear or sentence.strip()
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
    if len({pair.grades for pair in pairs}) >= 3 and any(kind == "sample" for _, kind, _ in events):
        return True
    if len({pair.grades for pair in pairs}) >= 2:
        is_assessed = any(kind == "assessor" for _, kind, _ in events)
        return bool(
            ABOUT_CASES.search(sentence) or is_assessed or memory.is_about_cases or memory.total or memory.assessor
        )
    return bool(GRADED.search(sentence) and (_size(sentence) or memory.total))


def _size(sentence):
    """The printed size of the set: the base ("of the 33 cases"), else the number of cases named."""
    for count in counts_in(sentence):
        if count.is_base and not count.is_percent and count.value:
            return count.value
    paired = {pair.start for pair in _pairs(sentence)[0]}
    for match in SIZE.finditer(sentence):
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
    is_same = sample in ("joint", "these")
    if total is None and (is_same or (not memory.is_taken and memory.assessor in (None, assessor))):
        total = memory.total
    return SentenceTally(assessor, sample, total, moved, start, start + len(sentence), sentence, unclear)


def _remember(memory, events, sentence, pairs):
    for kind in ("sample", "assessor"):
        named = [value for _, what, value in events if what == kind]
        if named:
            changed = getattr(memory, kind) not in (None, named[-1])
            setattr(memory, kind, named[-1])
            if changed and kind == "assessor":
                memory.total = memory.total if memory.sample in ("joint", "these") else None
    memory.is_earlier = (memory.is_earlier or bool(EARLIER.search(sentence))) and not NOW.search(sentence)
    memory.is_dated = (memory.is_dated or bool(IN_A_YEAR.search(sentence))) and not NOW.search(sentence)
    memory.is_about_cases = memory.is_about_cases or bool(ABOUT_CASES.search(sentence))
    size = _size(sentence)
    if size is not None:
        memory.total, memory.is_taken = size, bool(grades_in(sentence))
