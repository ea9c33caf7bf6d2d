"""Figures of the document: numbers in prose, and shares of cases where only percentages are printed."""

from decimal import Decimal

from findings.documents.figures import FigurePart
from findings.readers.report.draft import line_of
from findings.readers.report.figure_times import as_of
from findings.readers.report.tally_words import in_words

UNNAMED = "not named beside the number"


def add_figures(draft, gathered, terms, header):
    for one in gathered.figures:
        if one.chapter not in terms.chapters:
            continue
        draft.add(
            "figures",
            FigurePart,
            one.place,
            "likely",
            key=draft.key(f"{one.chapter}-figure"),
            chapter=one.chapter,
            figure=line_of(one.said),
            value=one.value,
            value_to=one.value_to,
            of=one.of,
            unit=line_of(one.unit) if one.unit else UNNAMED,
            qualifier=one.qualifier,
            as_printed=line_of(one.as_printed),
            areas=list(one.areas),
            **as_of(one.held, header),
            doubtful=tuple(_doubtful(one)),
        )
        if one.of is not None and one.value > one.of:
            why = f"{one.value} is more than {one.of}, which it is one part of; kept as printed"
            draft.doubt(one.place, f"“{one.as_printed}”", why)
        if one.is_worded:
            why = f"it is read as {one.value} {one.unit or UNNAMED}; no number is printed"
            draft.doubt(one.place, f"“{one.as_printed}”", why)
    told = [one for one in gathered.figures if one.is_of_a_case]
    if told:
        lines = ", ".join(dict.fromkeys(str(one.place) for one in told))
        why = f"they may tell one case and not the force ({lines}); a person must see each"
        draft.doubt(None, f"{len(told)} figures in what may be stories of cases", why)
    related = [one for one in gathered.figures if one.is_related]
    if related:
        lines = ", ".join(dict.fromkeys(str(one.place) for one in related))
        why = f"it is taken from the words before the number; a person must compare ({lines})"
        draft.doubt(None, f"What {len(related)} figures are part of, or count", why)
    bare = [one for one in gathered.figures if one.unit is None]
    if bare:
        lines = ", ".join(dict.fromkeys(str(one.place) for one in bare))
        draft.doubt(None, f"The unit of {len(bare)} figures", f"no noun follows the number ({lines})")
    _shares(draft, gathered, terms)


def _doubtful(one):
    """The fields of a figure that a person must look at: the value itself only where no number is printed for it, or
    where it may tell one case.
    """
    yield "areas"
    if one.is_worded or one.is_of_a_case:
        yield "value"
    if one.is_related:
        yield "of"
    if one.is_related or one.is_worded or not one.unit:
        yield "unit"


def _shares(draft, gathered, terms):
    """Percentages of a set without counts: kept as percentages. No number of cases is made of them."""
    counted = {one.key for one in gathered.sets}
    for tally in gathered.shares:
        if tally.key in counted:
            continue
        chapter = tally.chapter if tally.chapter in terms.chapters else next(iter(terms.chapters))
        for count, place in zip(tally.counts, tally.count_places, strict=True):
            grades = " or ".join(count.grades).replace("-", " ")
            draft.add(
                "figures",
                FigurePart,
                place,
                "likely",
                key=draft.key(f"{chapter}-share"),
                chapter=chapter,
                figure=line_of(f"Share of cases graded {grades}: {in_words(tally.key)}"),
                value=Decimal(count.value),
                unit="percent",
                as_printed=str(count.value),
                areas=[tally.area] if tally.area else None,
            )
        why = "only percentages are printed; they are kept as figures, and no number of cases is made of them"
        draft.doubt(tally.place, f"The grades of {in_words(tally.key)}", why)
