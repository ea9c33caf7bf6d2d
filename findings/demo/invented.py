"""Invented forces, inspections, cases and findings: the same for the same seed, and marked wherever they show."""

from datetime import date
from functools import cache

from findings.models import Finding, Sample
from findings.models.located import Polarity, Wording
from inspections.models import Force, Inspection
from inspections.models.inspection import Precision

MOST_FORCES = 43
YEARS = tuple(range(2017, 2024))
NAMES = ("Quill", "Umber", "Zephyr", "Marzipan", "Fennec", "Cobalt", "Saffron", "Tundra", "Velvet", "Juniper", "Pebble")
ENDINGS = ("shire", "folk", "mere", "vale")
# How the sentences of invented findings are put together; every one of them says that it is invented.
WHO = ("officers", "supervisors", "the control room", "analysts", "the custody staff", "investigators")
DID = ("recorded", "checked", "passed on", "reviewed", "planned", "explained", "missed", "delayed")
WHAT = (
    "the risk to a child",
    "the history of an address",
    "a referral",
    "the plan for an interview",
    "a strategy meeting",
)
HOW = ("in good time", "without a reason given", "in most of the made-up cases", "in few of the made-up cases")


def slug_of(seed, kind, number):
    return f"invented-{seed}-{kind}-{number:04}"


def forces(seed, inspections):
    """As many forces as the country has at most; one for each inspection where there are fewer."""
    for number in range(min(inspections, MOST_FORCES)):
        name = f"{NAMES[number % len(NAMES)]}{ENDINGS[number // len(NAMES)]} (invented, {seed}-{number + 1})"
        yield Force(
            slug=slug_of(seed, "force", number + 1),
            name=name,
            official_name=f"{name.partition(' (')[0]} Police (invented)",
            region="Nowhere (invented)",
            nation="England",
            is_demo=True,
            note="Made by generate_demo. This force does not exist.",
        )


def inspection(seed, number, forces, framework):
    """The `number`th inspection, from 0: forces take turns, and each later turn is some years on."""
    force = forces[number % len(forces)]
    turn = number // len(forces)
    year = YEARS[turn % len(YEARS)]
    again = f", number {turn // len(YEARS) + 1}" if turn >= len(YEARS) else ""
    return Inspection(
        slug=slug_of(seed, "inspection", number + 1),
        state=Inspection.State.PUBLISHED,
        force=force,
        framework=framework,
        kind=Inspection.Kind.INSPECTION,
        title=f"{force.name}: invented inspection {year}{again}",
        abstract="Demonstration data. Nothing of it happened.",
        inspected_from=date(year, 2, 1 + number % 20),
        inspected_to=date(year, 3, 1 + number % 20),
        published_on=date(year, 6, 1 + number % 28),
        published_precision=Precision.DAY,
    )


@cache
def grade_weights(number, grades):
    """How likely each grade is in the `number`th inspection, best first: forces differ, and so do their years."""
    lean = (number * 37 % 11) / 10
    return tuple(1.2 - lean * 0.8 if place == 0 else 1 + lean * place for place in range(grades))


def cases(dice, count, number, areas, grades, start=0):
    """`count` cases as plain values in the order of the columns of a file; the force tends to grade itself higher."""
    theirs = dice.choices(range(len(grades)), grade_weights(number, len(grades)), k=count)
    leans = dice.choices((-1, 0, 1), (5, 4, 1), k=count)
    of_areas = dice.choices(areas, k=count)
    is_joint = dice.choices((True, False), (2, 3), k=count)
    referred = dice.choices(("yes", "no", ""), (1, 8, 1), k=count)
    last = len(grades) - 1
    for place in range(count):
        grade = theirs[place]
        own = grades[min(last, max(0, grade + leans[place]))] if is_joint[place] else None
        sample = Sample.JOINT.value if is_joint[place] else Sample.ADDITIONAL.value
        reference = f"INVENTED-{start + place + 1:08}"
        yield (reference, of_areas[place], sample, own, grades[grade], referred[place])


def finding(dice, inspection, number, position, chapters):
    """One finding; its text names its number, so that each can be looked for."""
    polarity = dice.choices(Polarity.values, (2, 5, 1))[0]
    who, did, what, how = (dice.choice(words) for words in (WHO, DID, WHAT, HOW))
    return Finding(
        inspection=inspection,
        key=f"invented-{number:06}",
        position=position,
        chapter=dice.choice(chapters),
        kind=Finding.Kind.HEADED,
        polarity=polarity,
        title=f"Invented finding {number}",
        summary=f"Invented, number {number}: in this made-up inspection {who} {did} {what} {how}.",
        wording=Wording.OWN,
        section="invented",
    )
