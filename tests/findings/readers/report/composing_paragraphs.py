"""Random paragraphs that tell several sets of cases one after the other, in many ways of saying whose they are.

All numbers are invented by the generator. A set is (assessor, sample).
"""

from dataclasses import dataclass

from hypothesis import strategies as st

GRADES = ("good", "requires-improvement", "inadequate")
FORCE, SAME = ("force", "joint"), ("hmicfrs", "joint")
MORE, ALL = ("hmicfrs", "additional"), ("hmicfrs", "all")
AS = {"good": "{n} as good", "requires-improvement": "{n} as requiring improvement", "inadequate": "{n} as inadequate"}
WERE = {
    "good": "{n} were good",
    "requires-improvement": "{n} required improvement",
    "inadequate": "{n} were inadequate",
}
# {a}: "7 as good, …"; {w}: "7 were good, …"; {n}: how many there are.
TOLD = {
    FORCE: (
        "Exampleshire Police assessed {n} of its own cases before inspectors arrived and judged {a}.",
        "Before our visit the force graded {n} files: {w}.",
        "The force had audited {n} cases; it considered that {w}.",
        "The force's reviewers looked at {n} cases. They rated {a}.",
        "In the {n} self-assessed cases, {w}.",
        "The constabulary thought that, of {n} cases, {w}.",
        "A team of the force's supervisors read {n} files. In their view, {w}.",
        "Exampleshire Police looked at {n} of its files and put {a}.",
        "Its own result was that {w}.",
        "The force reviewed {n} cases for us. {w}.",
        "We asked the force to grade {n} cases. {w}.",
        "The force, whose work we then checked, graded {a}.",
    ),
    SAME: (
        "Inspectors took a harsher view of the same {n}. They judged {a}.",
        "Our view of those cases differed: {w}.",
        "When we moderated them, {w}.",
        "We then looked at the same {n} cases and found that {w}.",
        "HMICFRS, which saw the same files, put {a}.",
        "By contrast, {w} in our assessment.",
        "Of the same {n}, we thought that {w}.",
        "After moderation by inspectors, {w}.",
        "Of these cases, we graded {a}.",
        "We disagreed with the force: {w}.",
        "Where the force had been generous, we graded {a}.",
    ),
    MORE: (
        "We picked another {n} cases ourselves. {w}.",
        "A further {n} files were chosen by inspectors; {w}.",
        "In {n} additional cases, {w}.",
        "Of {n} cases that only we looked at, {w}.",
        "We also took {n} more at random and judged {a}.",
        "We assessed {n} additional cases. Of these cases, {w}.",
        "In the cases that the force had not seen, {w}.",
    ),
    ALL: (
        "Altogether, {w}.",
        "In all {n} cases, {w}.",
        "Taken together, {w}.",
        "We graded {n} cases overall: {w}.",
        "Of both sets together, {w}.",
    ),
}


@dataclass(frozen=True)
class ComposedParagraph:
    """What a paragraph tells: {(assessor, sample): {grade: cases}}."""

    sets: dict
    text: str


@st.composite
def told(draw, whose, numbers):
    order = draw(st.permutations(GRADES)) if draw(st.booleans()) else GRADES
    shown = {
        name: ", ".join(forms[grade].format(n=numbers[grade]) for grade in order[:-1])
        + " and "
        + forms[order[-1]].format(n=numbers[order[-1]])
        for name, forms in (("a", AS), ("w", WERE))
    }
    return draw(st.sampled_from(TOLD[whose])).format(**shown, n=sum(numbers.values()))


@st.composite
def paragraph(draw):
    """One to four sets, each counted once, in an order that people would tell them in, or any other."""
    sets = draw(st.lists(st.sampled_from((FORCE, SAME, MORE, ALL)), unique=True, min_size=1, max_size=4))
    if sets == [SAME]:
        sets = [FORCE, SAME]  # "the same cases" are no other's where nothing was told before them
    if draw(st.booleans()):
        sets = [one for one in (FORCE, SAME, MORE, ALL) if one in sets]
    made, said = {}, []
    for one in sets:
        made[one] = {grade: draw(st.integers(2, 39)) for grade in GRADES}
        said.append(draw(told(one, made[one])))
    return ComposedParagraph(made, " ".join(said))
