"""Printed numbers that are no case grades: value, qualifier, unit and the words around, each with its line."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from findings.readers.report.blocks import Block, Piece
from findings.readers.report.dates import dates_in
from findings.readers.report.figure_numbers import (
    A_GRADE,
    HYPHENED,
    OF_THESE,
    OTHER_FORM,
    is_share,
    is_span_of_ages,
    numbers_in,
)
from findings.readers.report.figure_relations import Relations, Seen, is_count, with_rest
from findings.readers.report.figure_times import Held, held_in, held_of_title
from findings.readers.report.figure_units import unit_after
from findings.readers.report.grades import grades_in
from findings.readers.report.numbers import NUMBER, value_of
from findings.readers.report.reading import Doubt, Place
from findings.readers.report.sections import FRONT
from findings.readers.report.tally_sentences import sentences_of
from findings.readers.report.tally_words import SIZE
from findings.readers.report.titles import areas_of, unnumbered
from findings.readers.report.worded_figures import shares_in, worded_in

SKIPPED = frozenset({FRONT, "foreword", "contents", "recommendations", "next-steps"})
IN_A_STORY = "it stands in a labelled story of one case"
QUALIFIERS = (
    (
        "about",
        r"approximately|around|about|roughly|nearly|almost|just (?:over|under)|in the region of|circa|ca?\."
        r"|an estimated",
    ),
    ("more-than", r"more than|over|above|exceeding|in excess of|longer than"),
    ("up-to", r"at least (?:once )?every|up to|maximum (?:\w+ ){0,2}of|no more than|at most|a limit of"),
    ("at-least", r"at least|no fewer than|no less than|a minimum of"),
    ("less-than", r"less than|fewer than|under|below"),
)
_QUALIFIER = re.compile("|".join(f"(?P<q{n}>\\b(?:{words}))" for n, (_, words) in enumerate(QUALIFIERS)), re.I)
# "Of the 30 doors that we saw, 4 were open": a bare number later in the sentence is one part of that whole.
_WHOLE = re.compile(rf"^Of (?:the|these|those|our|all) (?P<whole>{NUMBER})\b", re.I)
_SCALE = {"m": 1_000_000, "million": 1_000_000, "bn": 10**9, "billion": 10**9, "k": 1000, "thousand": 1000}


@dataclass(frozen=True)
class ReadFigure:
    """One figure. `said` is the clause it stands in; `unit` is None where no noun follows it.

    `is_worded`: the number is meant by a word, "monthly", and not printed as one. `is_of_a_case`: it stands in what
    may be the story of one case. `is_related`: its whole or its noun is taken from the words before it. `held`: when
    the sentence says that it holds.
    """

    chapter: str
    value: Decimal
    value_to: Decimal | None
    of: Decimal | None
    unit: str | None
    qualifier: str | None
    as_printed: str
    said: str
    areas: tuple[str, ...]
    place: Place
    is_worded: bool = False
    is_of_a_case: bool = False
    is_related: bool = False
    held: Held | None = None


@dataclass(frozen=True)
class PassedOver:
    """A number that is no figure: what it is taken for."""

    number: str
    why: str
    place: Place


def read_figures(section, chapter, taken, stories, areas, counted=frozenset()):
    """(figures, numbers passed over, doubts) of one section, for `chapter`.

    Blocks in `taken` hold recommendations; of those in `counted`, which hold tallies, the other sentences are read.
    `stories` maps blocks of boxes to whether the report labels
    them: the numbers of a labelled story of one case say nothing about the force and are only pointed at.
    """
    found, passed, doubts, lead, counts, title_held = [], [], [], None, (), None
    if section.slug in SKIPPED or chapter is None:
        return (), (), ()
    for index, block in enumerate(section.blocks):
        if block.kind == "text":
            lead = block.text if block.text.endswith(":") else None
        is_counted = index in counted
        if is_counted and (block.kind != "text" or section.is_heading(index)):
            continue
        if section.is_heading(index):
            title_held = held_of_title(block.text)
            doubts += _of_title(block) if index not in taken else []
        if index in taken or block.kind == "row" or section.is_heading(index):
            continue
        qualifier = _qualifier_at_end(lead) if block.kind == "item" and lead else None
        made = ([], [], [])
        counts = _read_block(chapter, block, qualifier, areas, made, counts, is_counted=is_counted)
        if block.kind == "item" and lead and (held := held_in(lead)):
            made = ([_held_as(held, one) for one in made[0]], *made[1:])
        if title_held:
            made = ([_held_as(title_held, one) for one in made[0]], *made[1:])
        if stories.get(index):
            passed += [PassedOver(one.as_printed, IN_A_STORY, one.place) for one in made[0]]
        else:
            found += [replace(one, is_of_a_case=index in stories) for one in made[0]]
            doubts += made[2]
        passed += made[1]
    return tuple(found), tuple(passed), tuple(doubts)


def _held_as(held, figure):
    """The figure at the time that its lead or title prints, where its own words print none."""
    return figure if figure.held or dates_in(figure.said) else replace(figure, held=held)


def _of_title(block):
    """Numbers in what is taken for a title: no figure is made of them, and none is passed over in silence."""
    text = unnumbered(block.text)[0]
    shown = [match.group().strip() for match, _, why in numbers_in(text) if why in (None, OTHER_FORM, A_GRADE)]
    why = "a line without an end is taken for a title; no figure is made of what it counts"
    return [Doubt(block.place(), f"The number {', '.join(shown)} in “{block.text[:60]}”", why)] if shown else []


def read_figures_of_notes(notes, sections, areas):
    """(figures, numbers passed over, doubts) of footnotes, each in the chapter on whose lines it stands."""
    found, passed, doubts = [], [], []
    for note in notes:
        before = [one for one in sections if one.place is not None and one.place.line <= note.place.line]
        if not before or before[-1].slug in SKIPPED:
            continue
        block = Block("text", note.text, (Piece(0, note.place.line, note.place.page),))
        made = ([], [], [])
        _read_block(before[-1].slug, block, None, areas, made)
        found += [replace(one, place=note.place) for one in made[0]]
        passed += [replace(one, place=note.place) for one in made[1]]
        doubts += [replace(one, place=note.place) for one in made[2]]
    return tuple(found), tuple(passed), tuple(doubts)


def _read_block(chapter, block, qualifier, areas, into, earlier=(), *, is_counted=False):
    """Reads a block into lists of figures, numbers passed over and doubts; gives the counts that it prints.

    `is_counted`: its sentences with grades, and the sizes of sets of cases, are read as tallies.
    """
    found, passed, doubts = into
    relations, made = Relations(earlier), []
    for start, sentence in sentences_of(block.text):
        if is_counted and (grades_in(sentence) or SIZE.search(sentence)):
            continue
        held = held_in(sentence)
        seen, told = _of_sentence(chapter, block, start, sentence, qualifier, areas, passed)
        doubts += told
        for one in seen:
            figure = relations.meet(replace(one, figure=replace(one.figure, held=held)))
            made.append(replace(one, figure=figure))
        for one in worded_in(sentence):
            found.append(replace(_worded(chapter, block, start, sentence, one, areas), held=held))
        for match in shares_in(sentence):
            why = "a share or number that is told roughly, in words; no figure is made of it"
            doubts.append(Doubt(block.place(start + match.start()), f"“{match.group()}”", why))
    doubts += [Doubt(one.place, f"“{one.as_printed}”", why) for one, why in relations.doubts]
    figures = with_rest(made)
    found += figures
    return [one for one in figures if is_count(one)]


def _of_sentence(chapter, block, start, sentence, qualifier, areas, passed):
    """(Seen figures, doubts) of a sentence; numbers that are none are put down among those passed over."""
    whole, seen, parts = None, [], []
    for match, base, why in numbers_in(sentence):
        if why is not None:
            passed.append(PassedOver(match.group().strip(), why, block.place(start + match.start())))
            continue
        made = _figure(chapter, block, start, sentence, match, base, qualifier, areas)
        part = _part_of(whole, made)
        parts += [part] if part is not made else []
        seen.append(Seen(part, sentence, match.start(), match.end(), part.of is not None))
        whole = made if _is_whole(sentence, match, made) else whole
    if parts and (told := sum(one.value for one in parts)) > whole.value:
        added = " + ".join(str(one.value) for one in parts)
        why = f"{added} = {told}, which is more than the {whole.value} they are parts of; kept as printed"
        return seen, [Doubt(block.place(start, start + len(sentence)), "The parts of a whole", why)]
    return seen, []


def _is_whole(sentence, match, figure):
    opening = _WHOLE.match(sentence)
    return bool(opening and opening.start("whole") == match.start() and figure.unit)


def _part_of(whole, figure):
    if whole is None or figure.unit or figure.of is not None or figure.value > whole.value:
        return figure
    return replace(figure, of=whole.value, unit=whole.unit)


def _worded(chapter, block, start, sentence, one, areas):
    place = block.place(start + one.start, start + one.end)
    said = _said(sentence, one.start)
    named = tuple(areas_of(sentence, areas))[:1]
    return ReadFigure(
        chapter, one.value, None, None, one.unit, None, sentence[one.start : one.end], said, named, place, True
    )


def _qualifier_at_end(lead):
    """A list can take its qualifier from its lead: "a workforce of approximately:"."""
    found = re.search(rf"(?:{'|'.join(words for _, words in QUALIFIERS[:1])})\s*:$", lead, re.I)
    return "about" if found else None


_AT_ONCE = re.compile(r"\b(?:can|may)\b[^.;]{0,60}\bat (?:one|a|any one) time\b", re.I)


def _qualifier(before, given, after=""):
    if re.search(r"\bonly\s+$", before, re.I) and _AT_ONCE.search(after):
        return "up-to"
    found = None
    for match in _QUALIFIER.finditer(before):
        found = match
    if found is None or before[found.end() :].strip().lower() not in (
        "",
        "a",
        "the",
        "an average of",
        "the age of",
        "age",
    ):
        return given
    return next(QUALIFIERS[n][0] for n in range(len(QUALIFIERS)) if found[f"q{n}"])


def _value(number, scale):
    value = Decimal(value_of(number)) * (_SCALE[scale.strip().lower()] if scale else 1)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _figure(chapter, block, start, sentence, match, base, qualifier, areas):
    before, after = sentence[: match.start()], sentence[match.end() :]
    second = match["second"]
    low = _value(match["first"], match["scale"] or (match["scale2"] if second else None))
    high = _value(second, match["scale2"]) if second else None
    if high is not None and high < low:
        high = None
    at, end = start + match.start(), start + match.end()
    unit = "percent" if match["percent"] else _unit(after, base, low)
    unit = "years" if is_span_of_ages(before, match) else unit
    return ReadFigure(
        chapter,
        low,
        high,
        _value(base["base"], None) if base else None,
        unit,
        _qualifier(before, qualifier, after),
        match.group().strip()
        if not match["percent"]
        else match.group()[: match.start("percent") - match.start()].strip(),
        _said(sentence, match.start()),
        tuple(areas_of(sentence, areas))[:1],
        block.place(at, end),
        is_related=is_share(base),
    )


def _unit(after, base, value):
    hyphened = HYPHENED.match(after)
    if hyphened:
        return hyphened[1].lower() + "s"
    these = None if base else OF_THESE.match(after)
    tail = after[(base or these).end() :] if base or these else after
    return unit_after(tail, plural=value != 1 or bool(base))


def _said(sentence, at, most=240):
    """The sentence, or as much of it around the number as a line holds."""
    if len(sentence) <= most:
        return sentence.strip()
    first = max(0, at - most // 2)
    part = sentence[first : first + most - 10]
    part = part[part.index(" ") + 1 :] if first and " " in part else part
    cut = first + most - 10 < len(sentence)
    return ("\u2026 " if first else "") + (
        part[: part.rindex(" ")] + " \u2026" if cut and " " in part else part
    ).strip()
