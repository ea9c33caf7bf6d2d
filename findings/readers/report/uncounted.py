"""Passages that may count cases by grade although no rule could read them: they become doubts."""

import re

from findings.readers.report.grades import GRADE, counts_in, grades_in
from findings.readers.report.tally_sentences import LONGEST, sentences_of
from findings.readers.report.tally_words import OTHER_INSPECTORATES, VAGUE

_EVERY = re.compile(
    r"\b(?:all|every|each|both|none)(?: of (?:these|them|those))?(?: (?:the )?\w+ ?cases?)? (?:(?:were|was|as) )?"
    rf"(?:{GRADE.pattern})",
    re.I,
)


def counts_all(block, area):
    """ "All required improvement" tells a number without printing it. `area`: of the sets around, or None."""
    return bool(area or "case" in block.text) and len(block.text) <= LONGEST and bool(_EVERY.search(block.text))


def may_count(block):
    """Two grades and two numbers beside each other that no rule could pair."""
    return any(
        len(sentence) <= LONGEST
        and len({grade for mention in grades_in(sentence) for grade in mention.grades}) >= 2
        and (
            sum(not count.is_base for count in counts_in(sentence)) >= 2
            or (VAGUE.search(sentence) and "case" in sentence)
        )
        and not OTHER_INSPECTORATES.search(sentence)
        for _, sentence in sentences_of(block.text)
    )
