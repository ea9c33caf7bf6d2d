"""Do the numbers a report prints agree with each other?

Every equation is listed, also those that hold and those that cannot be tried. Nothing is adjusted: an equation that
fails is shown as printed. A number that is not printed is never taken for zero, and then the equation is "not-printed".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from findings.statistics.results import known_sum

Number = int | Fraction  # a Decimal does as well; a float is refused, as 0.1 + 0.2 is not 0.3
TOTAL = "total"
WHOLE = "whole-sample"


@dataclass(frozen=True)
class CountedSet:
    """One counted set of audited cases as the report has it: assessor, sample, and area (None = the whole sample).

    `counts` maps the grades of the scale, best first, to cases; None, or a grade left out, is a grade not printed.
    `printed_total` is None where only the sum of the grades could be derived. `lumped` maps (grade, grade to) to cases
    counted over that range. `name` stands in sentences: "HMICFRS on the joint cases".
    """

    assessor: str
    sample: str
    area: str | None
    counts: Mapping[str, int | None]
    printed_total: int | None
    name: str
    lumped: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.assessor}-{self.sample}-{self.area or WHOLE}"

    def derived_total(self) -> int | None:
        """The sum of the grades; None where a grade is not printed."""
        total, is_complete = self.printed_sum()
        return total if is_complete else None

    def printed_sum(self) -> tuple[int, bool]:
        """The sum of what is printed, lumped counts included, and whether that covers every grade."""
        places = {grade: place for place, grade in enumerate(self.counts)}
        if any(grade not in places for span in self.lumped for grade in span):
            raise ValueError(f"A lumped count names a grade that is not on the scale: {self.name}.")
        spans = [(places[first], places[last], cases) for (first, last), cases in self.lumped.items()]
        return known_sum(tuple(self.counts.values()), spans)

    def number(self, grade: str) -> int | None:
        """The cases of one grade, or for `TOTAL` the printed total, else the sum of complete counts."""
        if grade != TOTAL:
            return self.counts.get(grade)
        return self.derived_total() if self.printed_total is None else self.printed_total


@dataclass(frozen=True)
class PrintedFigure:
    """A number printed in the text, with the name it has in a sentence; None = not printed."""

    name: str
    value: Number | None


@dataclass(frozen=True)
class FigureEquation:
    """A relation the report itself implies between printed figures: the parts make the whole, or no more than it."""

    key: str
    statement: str
    whole: PrintedFigure
    parts: tuple[PrintedFigure, ...]
    relation: Literal["equals", "at-most"] = "equals"


@dataclass(frozen=True)
class Equation:
    """One line of the ledger: what should hold, both sides in words and in numbers, and whether it does."""

    key: str
    statement: str
    left: str
    right: str
    left_value: Number | None
    right_value: Number | None
    outcome: Literal["holds", "fails", "not-printed"]
    detail: str


def ledger_of(
    sets: Iterable[CountedSet],
    figure_equations: Iterable[FigureEquation] = (),
    *,
    grades: Sequence[str] = (),
    areas: Sequence[str] = (),
) -> tuple[Equation, ...]:
    """Every equation between the counted sets and the figures of one inspection, in a fixed order.

    Joint + additional = all, areas = whole sample, the force's joint total = HMICFRS's, each printed total = the sum
    of its grades, then the figures. By grade and in total wherever both sides are printed; what is missing in one kind
    of equation is gathered in one line. `grades` is the scale, best first, and `areas` the areas that should be there:
    with them, what is absent is noticed; without them, the grades and areas found in any set are taken for all.
    """
    sets = tuple(sets)
    scale = tuple(grades) or tuple(dict.fromkeys(grade for counted in sets for grade in counted.counts))
    book: dict[tuple[str, str, str | None], CountedSet] = {}
    for counted in sets:
        if (counted.assessor, counted.sample, counted.area) in book:
            raise ValueError(f"There are two sets of the same cases by the same assessor: {counted.name}.")
        if not set(counted.counts) <= set(scale):
            raise ValueError(f"A grade is counted that is not on the scale: {counted.name}.")
        full = replace(counted, counts={grade: counted.counts.get(grade) for grade in scale})
        book[counted.assessor, counted.sample, counted.area] = full
    return (
        *_samples(book),
        *_areas(book, areas),
        *_joint_totals(book),
        *_printed_totals(book.values()),
        *(_figures(equation) for equation in figure_equations),
    )


Book = Mapping[tuple[str, str, str | None], CountedSet]
Side = Sequence[tuple[str, CountedSet | None]]


def _samples(book: Book) -> list[Equation]:
    """Joint + additional = all, of HMICFRS: for the whole sample, and for each area printed by sample."""
    split = {area: None for assessor, sample, area in book if assessor == "hmicfrs" and sample != "all" and area}
    lines = []
    for area in (None, *split):
        one, two, both = (book.get(("hmicfrs", sample, area)) for sample in ("joint", "additional", "all"))
        where = f", {_named(area)}" if area else ""
        lines += _by_grade(
            f"samples.{area or WHOLE}",
            f"The joint and the additional cases make up all cases{where}",
            [
                (_set_name("hmicfrs", "joint") + where, one),
                (_set_name("hmicfrs", "additional") + where, two),
            ],
            [(_set_name("hmicfrs", "all") + where, both)],
        )
    return lines


def _areas(book: Book, areas: Sequence[str]) -> list[Equation]:
    """The areas = the whole sample: for HMICFRS on all cases always, for any other set where it has areas."""
    families = {("hmicfrs", "all"): None} | {(who, sample): None for who, sample, area in book if area}
    lines = []
    for who, sample in families:
        found = [area for assessor, drawn, area in book if (assessor, drawn) == (who, sample) and area]
        parts = [(_named(area), book.get((who, sample, area))) for area in dict.fromkeys((*areas, *found))]
        name = _set_name(who, sample)
        lines += _by_grade(
            f"areas.{who}-{sample}",
            f"The areas make up the whole sample ({name})",
            parts if found else [("the areas", None)],
            [(name, book.get((who, sample, None)))],
        )
    return lines


def _joint_totals(book: Book) -> list[Equation]:
    """Both assessors graded the same joint cases, so their totals agree; their grades need not."""
    split = {area: None for assessor, sample, area in book if assessor == "force" and sample == "joint" and area}
    lines = []
    for area in (None, *split):
        own, theirs = book.get(("force", "joint", area)), book.get(("hmicfrs", "joint", area))
        where = f", {_named(area)}" if area else ""
        lines += _by_grade(
            f"joint-totals.{area or WHOLE}",
            f"The force and HMICFRS graded the same number of joint cases{where}",
            [(_set_name("force", "joint") + where, own)],
            [(_set_name("hmicfrs", "joint") + where, theirs)],
            grades=(TOTAL,),
        )
    return lines


def _by_grade(key: str, statement: str, left: Side, right: Side, grades: Sequence[str] | None = None) -> list[Equation]:
    """One line for each grade (and the total) that both sides print, and one line for all that is missing."""
    if grades is None:
        known = [counted for _, counted in (*left, *right) if counted is not None]
        grades = (*(known[0].counts if known else ()), TOTAL)  # every set has every grade of the scale by now
    lines, missing = [], {}
    for grade in grades:
        absent = [name for name, counted in (*left, *right) if counted is None or counted.number(grade) is None]
        if absent:
            missing[grade] = absent
            continue
        sides = [[counted.number(grade) for _, counted in side] for side in (left, right)]
        lines.append(_line(f"{key}.{grade}", f"{statement}: {_named(grade)}", _names(left), _names(right), *sides))
    if missing:
        lines.append(
            Equation(
                key=f"{key}.not-printed",
                statement=statement,
                left=_names(left),
                right=_names(right),
                left_value=None,
                right_value=None,
                outcome="not-printed",
                detail=_what_is_missing(missing, (*left, *right)),
            )
        )
    return lines


def _what_is_missing(missing: Mapping[str, Sequence[str]], sides: Side) -> str:
    """Which sets are absent altogether; of the others, which grade is."""
    absent = [name for name, counted in sides if counted is None]
    parts = [f"{name}: no count at all" for name in absent]
    for grade, names in missing.items():
        partly = [name for name in names if name not in absent]
        if partly:
            parts.append(f"{_named(grade)}: {', '.join(partly)}")
    return f"Not printed: {'; '.join(parts)}."


def _printed_totals(sets: Iterable[CountedSet]) -> list[Equation]:
    """Each printed total = the sum of its grades; incomplete counts can still be too many for it."""
    lines, untried = [], []
    for counted in sets:
        known, is_complete = counted.printed_sum()
        total = counted.printed_total
        if total is None or (not is_complete and known <= total):
            untried.append(f"{counted.name} ({'no total' if total is None else 'a grade'})")
            continue
        addends = [count for count in (*counted.counts.values(), *counted.lumped.values()) if count is not None]
        grades = "sum of the grades" if is_complete else "sum of the printed grades"
        relation = "equals" if is_complete else "at-most"
        statement = f"The printed total is the sum of its grades: {counted.name}"
        lines.append(_line(f"totals.{counted.key}", statement, grades, "printed total", addends, [total], relation))
    if untried:
        lines.append(
            Equation(
                key="totals.not-printed",
                statement="The printed total is the sum of its grades",
                left="sum of the grades",
                right="printed total",
                left_value=None,
                right_value=None,
                outcome="not-printed",
                detail=f"Not printed: {'; '.join(untried)}.",
            )
        )
    return lines


def _figures(equation: FigureEquation) -> Equation:
    names = " + ".join(part.name for part in equation.parts)
    absent = [figure.name for figure in (*equation.parts, equation.whole) if figure.value is None]
    key = f"figures.{equation.key}"
    if absent or not equation.parts:
        detail = f"Not printed: {', '.join(absent) or 'the parts'}."
        return Equation(key, equation.statement, names, equation.whole.name, None, None, "not-printed", detail)
    values = [part.value for part in equation.parts]
    return _line(key, equation.statement, names, equation.whole.name, values, [equation.whole.value], equation.relation)


def _line(
    key: str,
    statement: str,
    left: str,
    right: str,
    left_values: Sequence[Number],
    right_values: Sequence[Number],
    relation: Literal["equals", "at-most"] = "equals",
) -> Equation:
    """Both sides added up and compared; the detail shows the sum as it was done."""
    if any(isinstance(value, float) for value in (*left_values, *right_values)):
        raise ValueError(f"The ledger adds exact numbers only, not floats: {statement}.")
    one, other = sum(left_values), sum(right_values)
    holds = one == other if relation == "equals" else one <= other
    shown = " + ".join(str(value) for value in left_values) + (f" = {one}" if len(left_values) > 1 else "")
    rule = "" if relation == "equals" else "at most "
    detail = f"{shown}; {right}: {rule}{other}."
    return Equation(key, statement, left, right, one, other, "holds" if holds else "fails", detail)


def _names(side: Side) -> str:
    return " + ".join(name for name, _ in side)


def _named(grade: str) -> str:
    return grade.replace("-", " ")


def _set_name(assessor: str, sample: str) -> str:
    cases = "all cases" if sample == "all" else f"the {sample} cases"
    return f"{'HMICFRS' if assessor == 'hmicfrs' else f'the {assessor}'} on {cases}"
