"""Rows are added up exactly where every way to have the printed numbers makes them one set, each case once."""

from itertools import combinations_with_replacement, product

import pytest

from findings.statistics.ledger import CountedSet
from findings.statistics.partitions import CountedRow, Total, total_of
from findings.statistics.results import Refusal

GRADES, AREAS = ("good", "poor"), ("a", "b")
# One case is in one sample and one area and has one grade of the assessor.
KINDS_OF_CASE = list(product(("joint", "additional"), AREAS, GRADES))
PRINTED = [("joint", None), ("additional", None), ("all", None), ("all", "a"), ("all", "b")]


def holds(key, case):
    sample, area = key
    return sample in (case[0], "all") and area in (case[1], None)


def printed(universe):
    """The table that a report of these cases prints."""
    return {key: tuple(sum(holds(key, c) and c[2] == grade for c in universe) for grade in GRADES) for key in PRINTED}


def counted(key, counts, **options):
    sample, area = key
    name = f"HMICFRS on {sample}" + (f", {area}" if area else "")
    return CountedSet("hmicfrs", sample, area, dict(zip(GRADES, counts, strict=True)), None, name, **options)


def row(sample, area, grade, cases, **other):
    fields = {"inspection": "one", "framework": "f", "scale": "s", "assessor": "hmicfrs", "grade_to": None} | other
    return CountedRow(sample=sample, area=area, grade=grade, cases=cases, **fields)


def some(values):
    """Every choice of at least one value, as a filter makes it."""
    return [
        tuple(value for value, is_in in zip(values, chosen, strict=True) if is_in)
        for chosen in product((False, True), repeat=len(values))
        if any(chosen)
    ]


def is_partition(keys, grades, universe):
    """The slow, obvious question: do the chosen rows hold every case of one printed set once, and no other case?

    A set that the rows are within by what they are: that all good cases happen to be of one area makes them not it.
    """
    held = [[key for key in keys if holds(key, case) and case[2] in grades] for case in universe]
    used = {key for those in held for key in those}
    wholes = [
        (sample, area) for sample, area in PRINTED if all(sample in (s, "all") and area in (a, None) for s, a in used)
    ]
    return any(
        all(len(those) == holds(whole, case) for those, case in zip(held, universe, strict=True)) for whole in wholes
    )


def test_a_sum_is_given_exactly_where_every_possible_report_allows_it():
    """All universes of up to three cases, all filters: a sum where each universe with the same table allows it."""
    tables = {}
    for size in range(1, 4):
        for universe in combinations_with_replacement(KINDS_OF_CASE, size):
            tables.setdefault(tuple(printed(universe).items()), []).append(universe)
    seen = {True: 0, False: 0}
    for table, universes in tables.items():
        counts = dict(table)
        sets = [counted(key, counts[key]) for key in PRINTED]
        for samples, areas, grades in product(some(("joint", "additional", "all")), some((None, *AREAS)), some(GRADES)):
            keys = [key for key in PRINTED if key[0] in samples and key[1] in areas]
            rows = [row(*key, grade, counts[key][GRADES.index(grade)]) for key in keys for grade in grades]
            if not rows:
                continue
            result = total_of(rows, sets)
            allowed = all(is_partition(keys, grades, universe) for universe in universes)
            assert isinstance(result, Total) == allowed, (counts, keys, grades, result)
            seen[allowed] += 1
            if allowed:
                assert result.cases == sum(row.cases for row in rows)
    assert min(seen.values()) > 1_000


SETS = [
    counted(("joint", None), (2, 1)),
    counted(("additional", None), (1, 3)),
    counted(("all", None), (3, 4)),
    counted(("all", "a"), (1, 2)),
    counted(("all", "b"), (2, 2)),
]


def rows_of(*keys, grades=GRADES, sets=SETS):
    found = {(one.sample, one.area): one for one in sets}
    return [row(*key, grade, found[key].counts[grade]) for key in keys for grade in grades]


@pytest.mark.parametrize(
    ("keys", "whole", "cases"),
    [
        ([("all", None)], ("all", None), 7),
        ([("joint", None)], ("joint", None), 3),
        ([("all", "a")], ("all", "a"), 3),
        ([("all", "a"), ("all", "b")], ("all", None), 7),
        ([("joint", None), ("additional", None)], ("all", None), 7),
    ],
)
def test_one_set_or_all_parts_of_one_are_added_up(keys, whole, cases):
    total = total_of(rows_of(*keys), SETS)
    assert (total.whole.sample, total.whole.area, total.n) == (*whole, cases)
    assert f"the {cases} cases of one set" in total.sentence
    assert total.whole.name in total.sentence


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "no rows"),
        (rows_of(("all", None), ("joint", None)), "Joint and additional cases are among all cases"),
        (rows_of(("all", None), ("all", "a")), "The areas are parts of the whole sample"),
        (rows_of(("all", "a"), ("joint", None)), "The areas are parts of the whole sample"),
        (rows_of(("all", None), grades=["good"]), "A filter by grade leaves out a part of the cases (HMICFRS on all)"),
        (rows_of(("all", "a"), ("all", "b"), grades=["poor"]), "A filter by grade"),
        ([row("joint", None, "good", 2), row("joint", None, "good", 2, assessor="force")], "two assessors"),
        ([row("all", None, "good", 2), row("all", None, "good", 2, inspection="two")], "several inspections"),
        ([row("all", None, "good", 2), row("all", None, "poor", 2, framework="g")], "different rules"),
        ([row("all", None, "good", 2), row("all", None, "poor", 2, scale="t")], "different scales"),
    ],
)
def test_otherwise_the_reason_is_said(rows, said):
    refusal = total_of(rows, SETS)
    assert isinstance(refusal, Refusal)
    assert said in refusal.sentence


def test_every_reason_is_said_at_once():
    rows = rows_of(("all", None), ("joint", None), ("all", "a")) + [row("joint", None, "good", 1, assessor="force")]
    sentence = total_of(rows, SETS).sentence
    assert all(said in sentence for said in ("two assessors", "areas are parts", "among all cases"))


def test_some_areas_are_a_part_and_no_set():
    sets = [counted(("all", None), (3, 4)), *(counted(("all", area), (1, 1)) for area in "abc")]
    sentence = total_of(rows_of(("all", "a"), ("all", "b"), sets=sets), sets).sentence
    assert "4 cases of the 7 of a larger set (HMICFRS on all)" in sentence


def test_parts_that_do_not_add_up_stay_as_printed():
    sets = [counted(("all", None), (3, 4)), counted(("all", "a"), (3, 4)), counted(("all", "b"), (1, 0))]
    assert "They make 8 cases, and the report counts 7" in total_of(rows_of(*PRINTED[3:], sets=sets), sets).sentence
    alone = sets[1:]
    assert "prints no number of cases" in total_of(rows_of(*PRINTED[3:], sets=alone), alone).sentence


def test_a_set_that_does_not_add_up_or_leaves_a_grade_out_has_no_sum():
    wrong = CountedSet("hmicfrs", "all", None, {"good": 3, "poor": 4}, 9, "HMICFRS on all")
    assert "add up to 7, and the report prints a total of 9" in total_of(rows_of(PRINTED[2]), [wrong]).sentence
    partial = CountedSet("hmicfrs", "all", None, {"good": 3, "poor": None}, None, "HMICFRS on all")
    assert "does not print every grade" in total_of([row("all", None, "good", 3)], [partial]).sentence


def test_grades_counted_together_are_a_part_of_the_set():
    lumped = CountedSet(
        "hmicfrs", "all", None, {"good": 3, "fair": None, "poor": None}, None, "HMICFRS on all", {("fair", "poor"): 4}
    )
    rows = [row("all", None, "good", 3), row("all", None, "fair", 4, grade_to="poor")]
    assert total_of(rows, [lumped]).cases == 7
    assert "A filter by grade" in total_of(rows[:1], [lumped]).sentence
    # What stands in a range of grades may be any of them: an area within it is not known to be apart.
    rows.append(row("all", "a", "poor", 2))
    assert "areas are parts" in total_of(rows, [lumped]).sentence
