"""Frameworks that grade topics: the grade printed beside each topic, causes of concern, areas for improvement."""

import re
from dataclasses import dataclass

from findings.readers.report.blocks import span
from findings.readers.report.case_themes import bare
from findings.readers.report.grades import grades_in
from findings.readers.report.reading import Doubt, Place
from findings.readers.report.tally_sentences import sentences_of
from findings.readers.report.titles import chapter_of, has_grade, likeness, unnumbered, words_of

_LABELS = {
    "cause-of-concern": re.compile(r"^(?:accelerated )?causes? of concern(?:\s*\d+)?\s*:?$", re.I),
    "area-for-improvement": re.compile(r"^areas? for improvement(?:\s*\d+)?\s*:?$", re.I),
}
_ONLY_GRADE = re.compile(r"^(?:(?:our )?(?:grade|judge?ment|rating|overall)\s*[:\u2013-]?\s*)?\W*$", re.I)


@dataclass(frozen=True)
class TopicGrade:
    """One statement of one topic's grade."""

    topic: str
    grade: str
    place: Place


@dataclass(frozen=True)
class Labelled:
    """A cause of concern or an area for improvement, labelled as such; `blocks` are indexes in its section."""

    kind: str
    chapter: str
    text: str
    place: Place


def read_topic_grades(sections, topics):
    """(grades, doubts): the first statement of each topic; statements that disagree and topics without a grade."""
    stated = []
    for section in sections:
        if section.slug in ("annex", "contents", "foreword"):
            continue
        stated += _under_title(section, topics)
        for index, block in enumerate(section.blocks):
            if block.kind == "row" or len(block.text) < 240:
                stated += _beside_title(block, topics, section.is_heading(index))
    return _one_each(stated, topics)


def _under_title(section, topics):
    """A section of a topic whose title or first blocks hold nothing but its grade."""
    if section.slug not in topics:
        return []
    found = grades_in(section.title, lumped=False)
    if len(found) == 1 and found[0].end == len(section.title.rstrip(")")):
        return [TopicGrade(section.slug, found[0].grades[0], section.place)]
    for block in section.blocks[:3]:
        grades = grades_in(block.text, lumped=False)
        rest = block.text[: grades[0].start] + block.text[grades[0].end :] if len(grades) == 1 else None
        if rest is not None and _ONLY_GRADE.match(rest):
            return [TopicGrade(section.slug, grades[0].grades[0], block.place())]
    return []


def _beside_title(block, topics, is_heading):
    found = []
    for start, sentence in sentences_of(block.text.replace("\t", ": ") if block.kind == "row" else block.text):
        grades = grades_in(sentence, lumped=False)
        if len(grades) != 1 or is_heading and chapter_of(sentence, topics) and not has_grade(sentence):
            continue
        rest = sentence[: grades[0].start] + sentence[grades[0].end :]
        named = [slug for slug, title in topics.items() if words_of(title) and words_of(title) <= words_of(rest)]
        near = [slug for slug in named if likeness(rest, topics[slug]) >= 0.4 or _joined_by_at(sentence, grades[0])]
        if len(near) == 1:
            place = block.place() if block.kind == "row" else block.place(start, start + len(sentence))
            found.append(TopicGrade(near[0], grades[0].grades[0], place))
    return found


def _joined_by_at(sentence, grade):
    return bool(re.match(r"\s+(?:at|in|for)\b", sentence[grade.end :]))


def _one_each(stated, topics):
    chosen, doubts = {}, []
    for one in stated:
        first = chosen.setdefault(one.topic, one)
        if first.grade != one.grade:
            why = f"{first.place} prints {first.grade}, {one.place} prints {one.grade}; the first is taken"
            doubts.append(Doubt(one.place, f"The grade of the topic {one.topic}", why))
    for topic in topics:
        if topic not in chosen:
            why = "no grade can be read as text; it may be printed as a picture. It is missing, which is not ungraded"
            doubts.append(Doubt(None, f"The grade of the topic {topic}", why))
    return tuple(chosen[topic] for topic in topics if topic in chosen), doubts


def read_labelled(section):
    """Causes of concern and areas for improvement under their labels, and the indexes of their blocks."""
    found, taken, kind, index = [], set(), None, 0
    while index < len(section.blocks):
        block = section.blocks[index]
        kind = next((name for name, pattern in _LABELS.items() if pattern.match(unnumbered(block.text)[0])), None)
        if kind is None or block.kind == "item":
            index += 1
            continue
        end = index + 1
        if end < len(section.blocks) and section.is_heading(end) and not _is_label(section.blocks[end].text):
            end += 1  # what it says, set like a title
        while end < len(section.blocks) and not _ends(section, end):
            end += 1
        found += _labelled(section, kind, index + 1, end)
        taken |= set(range(index, end))
        index = max(end, index + 1)
    return tuple(found), taken


def _ends(section, index):
    return section.is_heading(index) or _is_label(section.blocks[index].text)


def _is_label(text):
    return any(pattern.match(text) for pattern in _LABELS.values()) or text.lower().startswith("recommendation")


def _labelled(section, kind, start, end):
    blocks = section.blocks[start:end]
    if not blocks:
        return []
    items = [block for block in blocks if block.kind == "item"]
    if kind == "area-for-improvement" and items and not any(block.text.endswith(":") for block in blocks):
        return [Labelled(kind, section.slug, bare(block.text), block.place()) for block in items]
    text = "\n\n".join(f"- {block.text}" if block.kind == "item" else block.text for block in blocks)
    return [Labelled(kind, section.slug, text, span(blocks))]
