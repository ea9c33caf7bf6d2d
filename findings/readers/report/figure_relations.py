"""What a number in prose takes from the numbers before it: the whole it is one part of, and what it counts.

A whole that is printed with its part is read beside the number. Here are those that stand in an earlier clause or
sentence of the paragraph. What is taken from there is a proposal: the figure says so, and a person must compare.
"""

import re
from dataclasses import dataclass, replace

from findings.readers.report.figure_numbers import OF_THESE

# No paragraph that people wrote refers further back than so many numbers.
FAR = 40
_RATES = frozenset(["percent", "hours", "days", "weeks", "months", "years", "minutes", "miles", "times"])
_OPENING = re.compile(r"\b(?:of|among) (?:these|those|them|whom|which)\b[^.;]{0,30}$", re.I)
_PLAIN = re.compile(
    r"^\s+(?:were|was|had|have|are|is|did|involved|resulted|included|related|concerned|contained)\b", re.I
)
_WITH = re.compile(r", (?:with|including|of which|of whom)\s+(?:around|about|approximately|only|just)?\s*$", re.I)
_GOES_ON = re.compile(r"^\s+(?:[a-z]+ing|in|on|at|of (?:them|these|those|which|whom))\b")
_OTHERS = re.compile(r"\bthe (?:other|remaining)\s+$", re.I)
_REMAINING = re.compile(r"^\s+(?:remaining|others?)\b", re.I)
_MOVED = re.compile(
    r"\b(?:reduced|fell|fallen|dropped|cut|brought down|down|rose|risen|grew|grown|increased"
    r"|gone up|went up|up) to\s+$",
    re.I,
)
_NUMBER_OF = re.compile(r"\bnumbers? of ((?:[a-z-]+ ){0,2}?[a-z-]+s)\b[^.;]{0,80}\b(?:from|to)\s+(?:\w+\s+)?$", re.I)
_BRACKET = re.compile(r"([A-Za-z-]+s) \([^()]*$")
_THE_NOUN = re.compile(r"^\s+of (?:the|these|those|its|our|all) (?:[\w-]+ )?([a-z]+s)\b", re.I)


@dataclass(frozen=True)
class Seen:
    """A figure with its sentence, where it begins and ends there, and whether its whole is printed beside it."""

    figure: object
    sentence: str
    start: int
    end: int
    has_base: bool

    @property
    def before(self):
        return self.sentence[: self.start]

    @property
    def after(self):
        return self.sentence[self.end :]


class Relations:
    """The numbers of one paragraph so far. `earlier` are the counts of the paragraph before."""

    def __init__(self, earlier=()):
        self.earlier, self.wholes, self.parts, self.doubts = tuple(earlier), [], [], []

    def meet(self, seen):
        """The figure with what it takes from before it."""
        figure = self._related(seen)
        if figure.unit is None:
            figure = self._named(seen, figure)
        if figure.of is not None:
            self.parts.append(figure)
            if seen.has_base and figure.of not in [one.value for one in self.wholes]:
                self.wholes.append(replace(figure, value=figure.of, of=None))
        elif is_count(figure) and not (_is_part(seen) and self._fitting(seen)):
            self.wholes.append(figure)
        self.wholes, self.parts = self.wholes[-FAR:], self.parts[-FAR:]
        return figure

    def _related(self, seen):
        figure = seen.figure
        if seen.has_base or figure.of is not None or (figure.unit or "").split(" ")[0] in _RATES:
            return figure
        if _OTHERS.search(seen.before) or _REMAINING.match(seen.after):
            return self._rest(figure)
        if not _is_part(seen):
            return self._goes_on(seen, figure)
        fitting = self._fitting(seen)
        if len(fitting) == 1:
            return _part_of(fitting[0], figure)
        if fitting:
            told = " or ".join(str(one.value) for one in fitting)
            self.doubts.append((figure, f"it may be one part of {told}, which stand before it; no whole is taken"))
        return figure

    def _fitting(self, seen):
        """The counts before that this can be one part of, each value once; by its noun where it names one."""
        named = _THE_NOUN.match(seen.after)
        known = {one.value: one for one in (*self.wholes, *self.parts) if one.value >= seen.figure.value}
        same = {value: one for value, one in known.items() if named and _noun(one) == named[1].lower()}
        if known and not same and re.match(r"^\s+of the\b", seen.after):
            return []
        before = [one for one in self.earlier if named and _noun(one) == named[1].lower()]
        return list((same or known).values()) or [one for one in before if one.value >= seen.figure.value]

    def _goes_on(self, seen, figure):
        """ "Four of the nine were late. Three were early": a bare number after the parts of a whole is one more."""
        last = self.parts[-1] if self.parts else None
        opens = not seen.before.strip()
        if last and opens and figure.unit is None and _PLAIN.match(seen.after) and figure.value <= last.of:
            whole = next((one for one in self.wholes if one.value == last.of), last)
            return _part_of(replace(whole, value=last.of), figure)
        return figure

    def _rest(self, figure):
        """ "The other five": what is left of a whole, where the parts before come to it."""
        for whole in self.wholes:
            parts = [one.value for one in self.parts if one.of == whole.value]
            if parts and sum(parts) + figure.value == whole.value:
                return _part_of(whole, replace(figure, unit=None))
        return figure

    def _named(self, seen, figure):
        """What a bare number counts, where the words before it say so."""
        told = _NUMBER_OF.search(seen.before) or _BRACKET.search(seen.before)
        if told:
            return replace(figure, unit=told[1], is_related=True)
        counts = [*self.wholes, *self.parts]
        if counts and (_MOVED.search(seen.before) or _PLAIN.match(seen.after) or OF_THESE.match(seen.after)):
            return replace(figure, unit=counts[-1].unit, is_related=True)
        return figure


def with_rest(found):
    """Figures of a paragraph where "the other five" tells what an earlier "three of the cases" is one part of."""
    figures = [one.figure for one in found]
    for at, rest in enumerate(found):
        if figures[at].of is not None or not (_OTHERS.search(rest.before) or _REMAINING.match(rest.after)):
            continue
        near = range(max(0, at - FAR), at)
        open_parts = [n for n in near if figures[n].of is None and OF_THESE.match(found[n].after)]
        total = sum(figures[n].value for n in open_parts) + figures[at].value
        wholes = [one for one in (figures[n] for n in near) if is_count(one) and one.of is None and one.value == total]
        if open_parts and len(wholes) == 1:
            for n in (*open_parts, at):
                figures[n] = _part_of(wholes[0], figures[n])
    return figures


def is_count(figure):
    return bool(figure.unit) and figure.value > 1 and figure.unit.split(" ")[0] not in _RATES


def _is_part(seen):
    if OF_THESE.match(seen.after):
        return True
    if seen.figure.unit is None and _WITH.search(seen.before) and _GOES_ON.match(seen.after):
        return True
    if re.search(r"\b(?:under|over|below|above|aged)\s+$", seen.before, re.I):
        return False
    return bool(_OPENING.search(seen.before)) and (seen.figure.unit is None or seen.before.count(",") <= 1)


def _part_of(whole, figure):
    return replace(figure, of=whole.value, unit=figure.unit or whole.unit, is_related=True)


def _noun(figure):
    return (figure.unit or "").split(" ")[-1].lower()
