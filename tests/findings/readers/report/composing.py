"""Random inspections and random layouts of them as reports: what was put in is known, so a misreading shows.

All forces, numbers and recommendations are invented by the generator.
"""

import textwrap
from dataclasses import dataclass

from hypothesis import strategies as st

from findings.readers.report.numbers import TENS, UNITS

SCALES = {
    3: ("good", "requires-improvement", "inadequate"),
    4: ("good", "adequate", "requires-improvement", "inadequate"),
}
AREA_TITLES = {
    "section-47": ("Enquiries under section 47 of the Children Act 1989", "Section 47 enquiries"),
    "domestic-abuse": ("Referrals relating to domestic abuse incidents or crimes", "Domestic abuse referrals"),
    "missing-children": ("Missing children", "Missing and absent children", "Children who go missing"),
    "police-custody": ("Children in police custody", "Children detained in police custody"),
}
CHAPTER_TITLES = {
    "leadership": ("Leadership", "Leadership, management and governance"),
    "initial-contact": ("Initial contact", "First contact"),
    "investigation": ("Investigation", "Investigations"),
    "police-detention": ("Police detention", "Children in custody"),
}
SUMMARY_TITLES = ("Summary", "Executive summary", "Overview")
CASE_TITLES = ("Case file analysis", "Case file reviews", "Case audit results", "Analysis of case files")
LISTED = {
    "good": "good",
    "adequate": "adequate",
    "requires-improvement": "requires improvement",
    "inadequate": "inadequate",
}
GIVEN = {**LISTED, "requires-improvement": "requiring improvement"}
WERE = {
    "good": "were good",
    "adequate": "were adequate",
    "requires-improvement": "required improvement",
    "inadequate": "were inadequate",
}
WITHIN = {"immediately": "immediately", "three-months": "within three months", "six-months": "within six months"}
DEEDS = (
    "paints its invented gates",
    "counts its invented lamps",
    "mends every invented boat",
    "learns an invented song",
    "moves its invented desks",
    "waters all invented trees",
)
THINGS = ("the colour of it", "who did it", "how long it took", "where it is kept")


@dataclass(frozen=True)
class Composed:
    """What a composed report says: {(assessor, sample, area): ({grades: cases}, total)}, and recommendations.

    `disputed`: sets that a second statement counts differently.
    """

    scale: int
    sets: dict
    disputed: frozenset
    recommendations: tuple
    text: str


def in_words(number):
    if number < 20:
        return UNITS[number]
    return TENS[number // 10 - 2] + (f"-{UNITS[number % 10]}" if number % 10 else "")


@st.composite
def counts(draw, scale):
    """Counts by (run of) grade: whole, one left out, or two neighbours lumped; and the printed total, or None."""
    grades = SCALES[scale]
    numbers = [draw(st.integers(0, 40)) for _ in grades]
    form = draw(st.sampled_from(("whole", "whole", "whole", "left out", "lumped")))
    made = {(grade,): number for grade, number in zip(grades, numbers, strict=True)}
    total = sum(numbers)
    if form == "left out":
        del made[draw(st.sampled_from(sorted(made)))]
    elif form == "lumped":
        first = draw(st.integers(0, len(grades) - 2))
        lumped = made.pop((grades[first],)) + made.pop((grades[first + 1],))
        made[grades[first], grades[first + 1]] = lumped
    if draw(st.integers(0, 9)) == 0:
        total += draw(st.integers(1, 3))  # a report's sum may be wrong
    return made, draw(st.sampled_from((total, total, None)))


@st.composite
def shown(draw, number):
    """A number as a report prints it."""
    if number == 0:
        return draw(st.sampled_from(("0", "none", "none")))
    return draw(st.sampled_from((str(number), str(number), in_words(number))))


@st.composite
def listing(draw, made):
    """The counts as a list, or as a table with the grades as its columns."""
    order = draw(st.permutations(sorted(made)))
    if len(made) > 1 and draw(st.integers(0, 3)) == 0:
        names = "\t".join(" or ".join(LISTED[grade] for grade in grades) for grades in order)
        return f"Grades\t{names}\nCases\t" + "\t".join(str(made[grades]) for grades in order)
    style = draw(st.sampled_from(("{n} {g}", "{g}: {n}", "{g} \u2013 {n}", "{n} cases {g}")))
    bullet = draw(st.sampled_from(("- ", "\u2022 ", "* ")))
    rows = []
    for grades in order:
        name = " or ".join(LISTED[grade] for grade in grades)
        name = name.capitalize() if style.startswith("{g}") else name
        rows.append(bullet + style.format(n=made[grades], g=name))
    return "\n".join(rows)


@st.composite
def sentence(draw, made, total, opening):
    """The counts in a sentence that opens with who graded."""
    order = draw(st.permutations(sorted(made)))
    form = draw(st.sampled_from(("number first", "grade first", "were")))
    parts = []
    for grades in order:
        number = draw(shown(made[grades]))
        if form == "were":
            words = " or ".join((WERE[grades[0]], *(LISTED[grade] for grade in grades[1:])))
            parts.append(f"{number} {words}")
        elif form == "number first":
            parts.append(f"{number} as {' or '.join(GIVEN[grade] for grade in grades)}")
        else:
            parts.append(f"as {' or '.join(GIVEN[grade] for grade in grades)} in {number}")
    joined = ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]
    size = f"{opening['size'].format(n=total)} " if total is not None else ""
    lead = opening["were"] if form == "were" else opening["graded"]
    return f"{size}{lead} {joined}."


OPENINGS = {
    "all": {
        "size": "We examined {n} cases in all.",
        "graded": "We graded the practice",
        "were": "We assessed the cases:",
    },
    "force": {
        "size": "The force assessed {n} cases itself.",
        "graded": "Force assessors graded the practice",
        "were": "In the force's own assessment",
    },
    "joint": {
        "size": "We assessed the same {n} cases.",
        "graded": "We graded these cases",
        "were": "We assessed the same cases:",
    },
    "additional": {
        "size": "We assessed {n} additional cases ourselves.",
        "graded": "We graded the additional cases",
        "were": "We assessed the additional cases:",
    },
}
HEADINGS = {
    "joint": "Cases assessed by both the force and HMICFRS",
    "additional": "Additional cases assessed only by HMICFRS",
}


@st.composite
def case_chapter(draw, scale, sets):
    """The chapter of case files: samples, then areas, each printed in its own way."""
    blocks, joint = [], {}
    if draw(st.booleans()):
        joint = {who: draw(counts(scale)) for who in ("force", "hmicfrs")}
        as_lists = draw(st.booleans())
        if as_lists:
            blocks.append(HEADINGS["joint"])
        for who, (made, total) in joint.items():
            sets[who, "joint", None] = (made, None if as_lists else total)
            if as_lists:
                blocks += [f"{'Force' if who == 'force' else 'HMICFRS'} assessment:", draw(listing(made))]
            else:
                blocks.append(draw(sentence(made, total, OPENINGS["force" if who == "force" else "joint"])))
    if draw(st.booleans()):
        made, total = draw(counts(scale))
        sets["hmicfrs", "additional", None] = (made, None)
        if draw(st.booleans()):
            blocks += [HEADINGS["additional"], draw(listing(made))]
        else:
            blocks.append(draw(sentence(made, None, OPENINGS["additional"])))
    areas = draw(st.lists(st.sampled_from(sorted(AREA_TITLES)), unique=True, max_size=4))
    for area in areas:
        made, _ = draw(counts(scale))
        sets["hmicfrs", "all", area] = (made, None)
        blocks += [draw(st.sampled_from(AREA_TITLES[area])) + draw(st.sampled_from((":", ""))), draw(listing(made))]
    return blocks


NOISE = (
    "Ofsted graded two invented councils: 1 was good and 1 was inadequate.",
    "Inspectors read 7 good letters and 3 inadequate ones in these files.",
    "The force has 1,250 invented officers, of whom 12 speak to birds.",
    "In May 2017 we published another report about this force.",
    "A girl aged 14 and her brother waited for 3 hours. It was not good.",
)


@st.composite
def wrapped(draw, blocks):
    """Paragraphs broken at a width, and page numbers or footnotes between blocks, as layouts have them."""
    width = draw(st.sampled_from((None, None, 64, 80)))
    made = []
    for place, block in enumerate(blocks):
        is_prose = "\n" not in block and "\t" not in block and not block.startswith(("- ", "* ", "\u2022 "))
        made.append("\n".join(textwrap.wrap(block, width)) if width and is_prose else block)
        if draw(st.integers(0, 11)) == 0 and place > 3:
            made.append(draw(st.sampled_from((str(20 + place), "\u00b9 An invented footnote with 5 words."))))
    return made


@st.composite
def recommendation(draw, chapter, deed):
    timescale = draw(st.sampled_from(sorted(WITHIN)))
    things = draw(st.lists(st.sampled_from(THINGS), unique=True, max_size=3))
    end = ", writing down:" if things else "."
    text = f"We recommend that, {WITHIN[timescale]}, Exampleshire Police {deed}{end}"
    lines = "\n".join(f"- {thing}{';' if place < len(things) - 1 else '.'}" for place, thing in enumerate(things))
    return (chapter, timescale, len(things)), [text, lines] if things else [text]


@st.composite
def composed(draw):
    """A whole report."""
    scale = draw(st.sampled_from((3, 3, 4)))
    sets, asked, chapters = {}, [], []
    made, total = draw(counts(scale))
    sets["hmicfrs", "all", None] = (made, total)
    summary = [draw(st.sampled_from(SUMMARY_TITLES)), draw(sentence(made, total, OPENINGS["all"]))]
    cases = [draw(st.sampled_from(CASE_TITLES)), *draw(case_chapter(scale, sets))]
    deeds = iter(draw(st.permutations(DEEDS)))
    for slug in draw(st.permutations(sorted(CHAPTER_TITLES)))[: draw(st.integers(1, 3))]:
        blocks = [
            draw(st.sampled_from(CHAPTER_TITLES[slug])),
            "Something is invented here",
            "It is invented from end to end.",
        ]
        if draw(st.booleans()):
            row, lines = draw(recommendation(slug, next(deeds)))
            asked.append(row)
            blocks += [draw(st.sampled_from(("Recommendation", "Recommendations"))), *lines]
        chapters.append(blocks)
    order = draw(st.permutations([summary, cases, *chapters])) if draw(st.booleans()) else [summary, cases, *chapters]
    asked.sort(
        key=lambda row: next(place for place, blocks in enumerate(order) if blocks[0] in CHAPTER_TITLES.get(row[0], ()))
    )
    if draw(st.booleans()):
        order = [[f"{place}. {blocks[0]}", *blocks[1:]] for place, blocks in enumerate(order, start=1)]
    disputed = set()
    if draw(st.integers(0, 4)) == 0:
        other = {grades: cases + 1 for grades, cases in made.items()}
        order = [
            *order,
            ["Conclusion", draw(sentence(other, None, OPENINGS["all"] | {"graded": "Overall we graded the cases"}))],
        ]
        disputed = {("hmicfrs", "all", None)}
    front = ["National child protection inspections", "Exampleshire Police (invented)", "Published May 2019"]
    noisy = [block for blocks in order for block in (*blocks, *draw(st.lists(st.sampled_from(NOISE), max_size=1)))]
    text = "\n\n".join(draw(wrapped([*front, *noisy]))) + "\n"
    kept = {key: value for key, value in sets.items() if value[0]}
    return Composed(scale, kept, frozenset(disputed), tuple(asked), text)
