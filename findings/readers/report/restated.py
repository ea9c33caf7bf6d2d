"""The closing list matched to the chapters' copies: the same recommendation printed twice is one."""

from difflib import SequenceMatcher

from findings.readers.report.letters import folded
from findings.readers.report.reading import Doubt
from findings.readers.report.recommendations import with_restated

ALIKE = 0.75
THE_SAME = 0.93
MOST = 200


def likeness(one, other):
    return SequenceMatcher(None, folded(one.whole).split(), folded(other.whole).split(), autojunk=False).ratio()


def match_closing_list(chapters, closing):
    """(recommendations, doubts). Pairs are made from the most alike down, each copy used once.

    What opens alike and differs at the end is told apart so. A closing copy without a partner is a recommendation of
    its own, and a chapter's copy that the closing list leaves out is kept; both are doubts.
    """
    if len(chapters) + len(closing) > MOST:
        why = f"more than {MOST} were found, which no report has; they are not matched to each other"
        return (*chapters, *closing), [Doubt(chapters[0].place if chapters else None, "The recommendations", why)]
    chapters, repeated = _parted(chapters)
    closing = [*closing, *repeated]
    ranked = sorted(
        ((likeness(one, other), i, j) for i, one in enumerate(chapters) for j, other in enumerate(closing)),
        reverse=True,
    )
    partner, used = {}, set()
    for score, i, j in ranked:
        if score >= ALIKE and i not in partner and j not in used:
            partner[i] = j
            used.add(j)
    merged, doubts = [], []
    for i, one in enumerate(chapters):
        if i in partner:
            merged.append(_merged(one, closing[partner[i]]))
            continue
        if closing:
            doubts.append(Doubt(one.place, "A recommendation of a chapter", "the closing list does not repeat it"))
        merged.append(one)
    for j, other in enumerate(closing):
        if j not in used:
            if chapters:
                doubts.append(Doubt(other.place, "A recommendation of the closing list", "no chapter prints it"))
            merged.append(other)
    return tuple(merged), doubts


def _parted(items):
    """The first copies, and those that say nearly the same as an earlier one: a closing list without a title."""
    first, repeated = [], []
    for item in items:
        again = any(likeness(item, other) >= THE_SAME for other in first)
        (repeated if again else first).append(item)
    return first, repeated


def _merged(one, other):
    doubts = []
    if folded(one.whole).rstrip(".") != folded(other.whole).rstrip("."):
        why = f"{one.place} and {other.place} differ: {_difference(one, other)}; the chapter's wording is kept"
        doubts.append(Doubt(other.place, "The two copies of a recommendation", why))
    first, second = one.timescale, other.timescale
    if first and second and first.slug != second.slug:
        why = f"the chapter prints “{first.as_printed}”, the closing list “{second.as_printed}”; the chapter's is kept"
        doubts.append(Doubt(other.place, "The timescale of a recommendation", why))
    if len(one.parts) != len(other.parts):
        why = f"{len(one.parts)} in the chapter, {len(other.parts)} in the closing list"
        doubts.append(Doubt(other.place, "The parts of a recommendation", why))
    return with_restated(one, other.place, doubts)


def _difference(one, other):
    """The first words that differ, at most eight on each side."""
    left, right = folded(one.whole).split(), folded(other.whole).split()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            first, second = " ".join(left[i1:i2][:8]), " ".join(right[j1:j2][:8])
            return f"“{first}” against “{second}”"
    return "in punctuation only"
