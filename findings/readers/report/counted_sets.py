"""Statements of the same set put together: agreeing ones are one, disagreeing ones are both shown."""

from dataclasses import dataclass, replace

from findings.readers.report.reading import Doubt, Place
from findings.readers.report.tally_scene import Tally
from findings.readers.report.tally_words import in_words

# Statements so near each other are cited with one range of lines.
NEAR = 40
_ORDER = {"list": 0, "table": 0, "sentence": 1}


@dataclass(frozen=True)
class CountedSetRead:
    """One set: the statement it is taken from, its printed total, every agreeing place, and what disagrees."""

    tally: Tally
    total: int | None
    place: Place
    agreeing: int
    note: str | None
    doubts: tuple[Doubt, ...]

    @property
    def key(self):
        return self.tally.key


def settled(tallies):
    """An area with grades of both assessors is the joint sample's; "these cases" are, where the force graded any."""
    by_force = {tally.area for tally in tallies if tally.assessor == "force"}
    return tuple(replace(tally, sample=_sample(tally, by_force)) for tally in tallies)


def _sample(tally, by_force):
    if tally.sample == "these":
        return "joint" if by_force else "all"
    return "joint" if tally.area and tally.area in by_force and tally.sample == "all" else tally.sample


def put_together(tallies):
    """The counted sets, in the order of the text. Shares in per cent are left to the figures."""
    groups = {}
    for tally in tallies:
        if not tally.is_shares:
            groups.setdefault(tally.key, []).append(tally)
    return tuple(_one(key, group) for key, group in groups.items())


def _one(key, group):
    first = min(group, key=lambda tally: (_ORDER[tally.form], len(tally.doubts), tally.place.line))
    doubts, notes, agreeing = list(first.doubts), [], [first]
    for other in group:
        if other is first:
            continue
        told = _difference(first, other)
        if told is None:
            agreeing.append(other)
            continue
        doubts += other.doubts  # it may be of another set, which the first is not
        why = f"{first.place} prints {_said(first)}, {other.place} prints {_said(other)}"
        doubts.append(Doubt(other.place, f"Two statements on {in_words(key)} disagree", f"{why}; the first is kept"))
        notes.append(f"Another statement ({other.place}) prints {_said(other)}.")
    totals = [(tally.total, tally.place) for tally in agreeing if tally.total is not None]
    for value, where in totals[1:]:
        if value != totals[0][0]:
            why = f"{totals[0][1]} gives {totals[0][0]}, {where} gives {value}; the first is kept"
            doubts.append(Doubt(where, f"The number of cases of {in_words(key)}", why))
    return CountedSetRead(
        first,
        totals[0][0] if totals else None,
        _span(first, agreeing),
        len(agreeing) - 1,
        " ".join(notes) or None,
        tuple(doubts),
    )


def _difference(one, other):
    """A grade that both print with different numbers, or None."""
    mine, theirs = one.numbers(), other.numbers()
    differing = [grade for grade in mine if grade in theirs and mine[grade] != theirs[grade]]
    if differing or (one.total is not None and other.total is not None and one.total != other.total):
        return differing or ["total"]
    return None


def _said(tally):
    counts = ", ".join(f"{'/'.join(count.grades)} {count.value}" for count in tally.counts)
    return f"{counts}{f' of {tally.total}' if tally.total is not None else ''}"


def _span(first, agreeing):
    """From the first to the last of the agreeing places near the statement itself."""
    here = first.place
    near = [
        tally.place
        for tally in agreeing
        if tally.chapter == first.chapter and abs(tally.place.line - here.line) <= NEAR
    ]
    line = min(place.line for place in near)
    last = max(place.line_to or place.line for place in near)
    page = min((place.page for place in near if place.page), default=None)
    return Place(line, last if last != line else None, page)
