"""The equations between a report's own numbers, with nothing broken, one thing broken, and things not printed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from findings.statistics.ledger import CountedSet, FigureEquation, PrintedFigure, ledger_of

GRADES = ("good", "requires-improvement", "inadequate")
AREAS = (
    *("section-47", "domestic-abuse", "other-referrals", "child-sexual-exploitation"),
    *("missing-children", "police-protection", "sex-offender-management", "police-custody"),
)
DORSET = {
    "force joint": (29, 4, 0),
    "hmicfrs joint": (4, 17, 12),
    "hmicfrs additional": (16, 18, 16),
    "hmicfrs all": (20, 35, 28),
}
DORSET_AREAS = ((6, 3, 5), (4, 3, 4), (3, 2, 5), (1, 5, 8), (1, 3, 3), (4, 2, 0), (1, 7, 1), (0, 10, 2))
KENT = {
    "force joint": (7, 19, 7),
    "hmicfrs joint": (5, 18, 10),
    "hmicfrs additional": (13, 11, 20),
    "hmicfrs all": (18, 29, 30),
}
KENT_AREAS = ((5, 4, 2), (0, 2, 9), (3, 3, 4), (5, 6, 2), (3, 4, 1), (2, 3, 3), (0, 5, 3), (0, 2, 6))


def counted(name, counts, area=None, total=True):
    assessor, sample = name.split()
    return CountedSet(
        assessor=assessor,
        sample=sample,
        area=area,
        counts=dict(zip(GRADES, counts, strict=True)),
        printed_total=sum(counts) if total else None,
        name=f"{name} {area or ''}".strip(),
    )


def sets_of(wholes, areas, not_printed=()):
    return [
        *(counted(name, counts, total=name not in not_printed) for name, counts in wholes.items()),
        *(counted("hmicfrs all", counts, area, total=False) for area, counts in zip(AREAS, areas, strict=True)),
    ]


def outcomes(equations, outcome):
    return [equation.key for equation in equations if equation.outcome == outcome]


def with_count(sets, name, grade, cases):
    return [replace(one, counts={**one.counts, grade: cases}) if one.name == name else one for one in sets]


def test_dorset_reconciles():
    equations = ledger_of(sets_of(DORSET, DORSET_AREAS), grades=GRADES, areas=AREAS)
    assert outcomes(equations, "fails") == []
    assert outcomes(equations, "not-printed") == ["totals.not-printed"]  # the areas print no totals
    assert outcomes(equations, "holds") == [
        *(f"samples.whole-sample.{grade}" for grade in (*GRADES, "total")),
        *(f"areas.hmicfrs-all.{grade}" for grade in (*GRADES, "total")),
        "joint-totals.whole-sample.total",
        *(f"totals.{name}-whole-sample" for name in ("force-joint", "hmicfrs-joint", "hmicfrs-additional")),
        "totals.hmicfrs-all-whole-sample",
    ]
    good = equations[0]
    assert (good.left, good.right) == (
        "HMICFRS on the joint cases + HMICFRS on the additional cases",
        "HMICFRS on all cases",
    )
    assert (good.left_value, good.right_value) == (20, 20)
    assert good.detail == "4 + 16 = 20; HMICFRS on all cases: 20."
    assert good.statement == "The joint and the additional cases make up all cases: good"


def test_kent_reconciles_with_a_derived_total():
    equations = ledger_of(sets_of(KENT, KENT_AREAS, not_printed=["hmicfrs additional"]), grades=GRADES, areas=AREAS)
    assert outcomes(equations, "fails") == []
    by_key = {equation.key: equation for equation in equations}
    assert by_key["samples.whole-sample.total"].detail == "33 + 44 = 77; HMICFRS on all cases: 77."
    assert "hmicfrs additional (no total)" in by_key["totals.not-printed"].detail


@pytest.mark.parametrize(
    ("name", "fails"),
    [
        (
            "hmicfrs additional",
            ["samples.whole-sample.inadequate", "totals.hmicfrs-additional-whole-sample"],
        ),
        ("hmicfrs all police-custody", ["areas.hmicfrs-all.inadequate", "areas.hmicfrs-all.total"]),
        ("force joint", ["totals.force-joint-whole-sample"]),
    ],
)
def test_one_broken_count_fails_where_it_stands(name, fails):
    equations = ledger_of(with_count(sets_of(DORSET, DORSET_AREAS), name, "inadequate", 99))
    assert outcomes(equations, "fails") == fails


def test_a_failing_equation_shows_both_numbers_as_printed():
    broken = with_count(sets_of(DORSET, DORSET_AREAS), "hmicfrs additional", "good", 17)
    failing = [equation for equation in ledger_of(broken) if equation.outcome == "fails"]
    assert (failing[0].left_value, failing[0].right_value) == (21, 20)
    assert failing[0].detail == "4 + 17 = 21; HMICFRS on all cases: 20."
    assert failing[1].detail == "17 + 18 + 16 = 51; printed total: 50."


def test_joint_totals_that_differ_fail():
    broken = sets_of({**DORSET, "force joint": (29, 5, 0)}, DORSET_AREAS)
    assert outcomes(ledger_of(broken), "fails") == ["joint-totals.whole-sample.total"]


def test_a_review_with_a_headline_only_has_one_line_for_each_kind():
    equations = ledger_of([counted("hmicfrs all", (10, 10, 11))], grades=GRADES, areas=AREAS)
    assert [(equation.key, equation.outcome) for equation in equations] == [
        ("samples.whole-sample.not-printed", "not-printed"),
        ("areas.hmicfrs-all.not-printed", "not-printed"),
        ("joint-totals.whole-sample.not-printed", "not-printed"),
        ("totals.hmicfrs-all-whole-sample", "holds"),
    ]
    assert equations[0].detail == (
        "Not printed: HMICFRS on the joint cases: no count at all; HMICFRS on the additional cases: no count at all."
    )
    assert equations[1].detail == "Not printed: the areas: no count at all."


def test_no_sets_at_all():
    assert {equation.outcome for equation in ledger_of([])} == {"not-printed"}


def test_an_absent_count_is_not_zero():
    partly = with_count(sets_of(DORSET, DORSET_AREAS), "hmicfrs all police-protection", "inadequate", None)
    equations = ledger_of(partly)
    by_key = {equation.key: equation for equation in equations}
    assert "areas.hmicfrs-all.inadequate" not in by_key  # 28 = 28 would hold if it were taken for the zero it was
    assert by_key["areas.hmicfrs-all.good"].outcome == "holds"
    assert by_key["areas.hmicfrs-all.not-printed"].detail == (
        "Not printed: inadequate: police protection; total: police protection."
    )


def test_a_grade_left_out_of_one_set_is_noticed():
    sets = sets_of(DORSET, DORSET_AREAS)
    counts = {grade: cases for grade, cases in sets[0].counts.items() if grade != "inadequate"}
    sets[0] = replace(sets[0], counts=counts, printed_total=None)
    by_key = {equation.key: equation for equation in ledger_of(sets)}
    assert by_key["joint-totals.whole-sample.not-printed"].detail == (
        "Not printed: total: the force on the joint cases."
    )


def test_an_absent_area_is_noticed_where_the_areas_are_named():
    sets = [one for one in sets_of(DORSET, DORSET_AREAS) if one.area != "police-custody"]
    assert outcomes(ledger_of(sets, areas=AREAS), "fails") == []
    by_key = {equation.key: equation for equation in ledger_of(sets, areas=AREAS)}
    assert by_key["areas.hmicfrs-all.not-printed"].detail == "Not printed: police custody: no count at all."
    assert outcomes(ledger_of(sets), "fails") == [
        f"areas.hmicfrs-all.{grade}" for grade in ("requires-improvement", "inadequate", "total")
    ]


def test_areas_of_the_joint_sample_are_their_own_equations():
    sets = [
        counted("force joint", (3, 1, 0)),
        counted("hmicfrs joint", (1, 2, 1)),
        *(counted("force joint", counts, area) for area, counts in zip(AREAS, ((2, 0, 0), (1, 1, 0)), strict=False)),
        *(counted("hmicfrs joint", counts, area) for area, counts in zip(AREAS, ((1, 1, 0), (0, 1, 1)), strict=False)),
    ]
    equations = ledger_of(sets)
    assert outcomes(equations, "fails") == []
    holds = outcomes(equations, "holds")
    assert {"areas.force-joint.total", "areas.hmicfrs-joint.good", "joint-totals.section-47.total"} <= set(holds)
    assert "samples.section-47.not-printed" in outcomes(equations, "not-printed")
    keys = [equation.key for equation in equations]
    assert len(keys) == len(set(keys))


def test_lumped_grades_count_in_the_total_and_in_no_grade():
    lumped = CountedSet(
        *("hmicfrs", "all", None, {"good": 20, "requires-improvement": None, "inadequate": None}, 83, "headline"),
        lumped={("requires-improvement", "inadequate"): 63},
    )
    sets = [lumped if one.name == "hmicfrs all" else one for one in sets_of(DORSET, DORSET_AREAS)]
    by_key = {equation.key: equation for equation in ledger_of(sets)}
    assert by_key["totals.hmicfrs-all-whole-sample"].detail == "20 + 63 = 83; printed total: 83."
    assert by_key["samples.whole-sample.total"].outcome == "holds"
    assert by_key["samples.whole-sample.not-printed"].detail == (
        "Not printed: requires improvement: HMICFRS on all cases; inadequate: HMICFRS on all cases."
    )


def test_incomplete_counts_can_still_be_too_many():
    too_many = CountedSet("hmicfrs", "all", None, {"good": 20, "inadequate": 64}, 83, "headline")
    fails = [equation for equation in ledger_of([too_many], grades=GRADES) if equation.outcome == "fails"]
    assert [equation.detail for equation in fails] == ["20 + 64 = 84; printed total: at most 83."]
    few = CountedSet("hmicfrs", "all", None, {"good": 20, "inadequate": 28}, 83, "headline")
    assert "headline (a grade)" in ledger_of([few], grades=GRADES)[-1].detail


def figures(key, whole, parts, relation="equals"):
    return FigureEquation(
        key,
        f"{key} adds up",
        PrintedFigure("the whole", whole),
        tuple(PrintedFigure(f"part {number}", value) for number, value in enumerate(parts, 1)),
        relation,
    )


def test_equations_between_figures():
    equations = ledger_of(
        [],
        [
            figures("children", 8, [3, 5]),
            figures("old-calls", 45, [6, 5]),
            figures("referred-back", 83, [9], "at-most"),
            figures("too-many", 8, [9], "at-most"),
            figures("not-known", None, [3, None]),
            figures("no-parts", 8, []),
            figures("exact", Decimal("0.3"), [Decimal("0.1"), Decimal("0.2")]),
        ],
    )[-7:]
    assert [(equation.key, equation.outcome) for equation in equations] == [
        ("figures.children", "holds"),
        ("figures.old-calls", "fails"),
        ("figures.referred-back", "holds"),
        ("figures.too-many", "fails"),
        ("figures.not-known", "not-printed"),
        ("figures.no-parts", "not-printed"),
        ("figures.exact", "holds"),
    ]
    assert equations[1].detail == "6 + 5 = 11; the whole: 45."
    assert equations[2].detail == "9; the whole: at most 83."
    assert equations[4].detail == "Not printed: part 2, the whole."


def test_ledger_refuses_what_is_no_ledger():
    twice = [counted("hmicfrs all", (10, 10, 11)), counted("hmicfrs all", (10, 10, 11))]
    with pytest.raises(ValueError, match="two sets of the same cases"):
        ledger_of(twice)
    with pytest.raises(ValueError, match="not on the scale"):
        ledger_of(twice[:1], grades=("good", "inadequate"))
    with pytest.raises(ValueError, match="not on the scale"):
        ledger_of([replace(twice[0], lumped={("adequate", "inadequate"): 3})])
    with pytest.raises(ValueError, match="not floats"):
        ledger_of([], [figures("float", 0.3, [0.1, 0.2])])
