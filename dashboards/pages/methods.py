"""The worked examples of the methods page: printed totals of Dorset 2021 and Kent 2019, run through the statistics.

The inputs are totals that the two reports print; the results are computed each time, so the page and the code cannot
disagree.
"""

from dataclasses import dataclass
from datetime import date

from findings.statistics.deadlines import deadline, phrase
from findings.statistics.differences import compare_shares, decided_together, newcombe
from findings.statistics.exact_tests import exact_2xk, fisher_exact
from findings.statistics.funnel import INNER, limits
from findings.statistics.paired import direction, quadratic_kappa
from findings.statistics.proportions import wilson
from findings.statistics.self_assessment import at_threshold, self_assessment

GRADES = ("good", "requires-improvement", "inadequate")
# Force and HMICFRS on the joint sample; good / requires improvement / inadequate.
DORSET = ((29, 4, 0), (4, 17, 12))
KENT = ((7, 19, 7), (5, 18, 10))
# Invented, and marked so on the page: no report says which case got which two grades. Rows are the force's grades.
INVENTED_PAIRS = ((6, 8, 2), (1, 7, 5), (0, 1, 3))
# Inadequate and all cases, HMICFRS's headlines.
HEADLINES = ((28, 83), (30, 77))
# Inadequate and all cases by area, Dorset and Kent, in the order of the framework.
AREAS = (
    ("section 47 enquiries", (5, 14), (2, 11)),
    ("domestic abuse referrals", (4, 11), (9, 11)),
    ("other referrals", (5, 10), (4, 10)),
    ("child sexual exploitation", (8, 14), (2, 13)),
    ("missing children", (3, 7), (1, 8)),
    ("police protection", (0, 6), (3, 8)),
    ("sex offender management", (1, 9), (3, 8)),
    ("children in custody", (2, 12), (6, 8)),
)


@dataclass(frozen=True)
class Example:
    """One method: what it answers, its formula, where it comes from, and a worked example with its result."""

    key: str
    title: str
    answers: str
    formula: str
    example: str
    result: str
    source: str
    where: str


def percentage(value, digits=1):
    return f"{value * 100:.{digits}f}%"


def examples():
    """Every method in the order in which a reader meets them."""
    return (
        _wilson(),
        _newcombe(),
        _fisher(),
        _freeman_halton(),
        _funnel(),
        _bounds(),
        _threshold(),
        _shift(),
        _kappa(),
        _direction(),
        _deadline(),
    )


def _wilson():
    interval = wilson(20, 83)
    return Example(
        key="wilson",
        title="A share and its interval",
        answers="How large a share of the audited cases got this grade, and how far off could chance have put it?",
        formula="(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n), with p = cases / n and z = 1.96",
        example="Dorset 2021: 20 of 83 cases good.",
        result=f"{percentage(20 / 83)}, 95% interval from {percentage(interval.low)} to {percentage(interval.high)}",
        source="E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212",
        where="findings/statistics/proportions.py",
    )


def _newcombe():
    interval = newcombe(10, 31, 20, 83)
    return Example(
        key="newcombe",
        title="The difference of two shares",
        answers="Do two sets that have no case in common differ, and by how much?",
        formula="d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²), with Wilson’s l and u of each share",
        example="Dorset, good: 10 of 31 in the review of 2022 against 20 of 83 in 2021.",
        result=(
            f"{(10 / 31 - 20 / 83) * 100:.1f} percentage points, 95% interval from "
            f"{signed(interval.low)} to {signed(interval.high)}"
        ),
        source="R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10",
        where="findings/statistics/differences.py",
    )


def signed(value):
    """A difference of shares in percentage points, with a real minus sign."""
    return f"{value * 100:.1f}".replace("-", "−")


def _fisher():
    p_value = fisher_exact(10, 21, 20, 63)
    return Example(
        key="fisher",
        title="The test that decides the sentence",
        answers="Would a difference this large be unusual if both sets were drawn from the same practice?",
        formula="the probabilities of all tables with the same margins that are no likelier than the one observed",
        example="The same two sets: 10 of 31 against 20 of 83.",
        result=f"p = {p_value:.2f}: no evidence of a change",
        source="R. A. Fisher, Statistical Methods for Research Workers (5th edition, 1934), section 21.02",
        where="findings/statistics/exact_tests.py",
    )


def _freeman_halton():
    p_value = exact_2xk((4, 17, 12), (16, 18, 16))
    return Example(
        key="freeman-halton",
        title="Two sets over all grades",
        answers="Are the grades of two sets spread differently at all?",
        formula="as above, over all tables of two rows and as many columns as there are grades",
        example="Dorset, HMICFRS: joint sample 4 / 17 / 12 against additional cases 16 / 18 / 16.",
        result=f"p = {p_value:.2f}",
        source="G. H. Freeman and J. H. Halton, Biometrika 38 (1951), 141–149",
        where="findings/statistics/exact_tests.py",
    )


def _funnel():
    cases, of = map(sum, zip(*HEADLINES, strict=True))
    found = limits(83, cases / of, INNER)
    return Example(
        key="funnel",
        title="The limits of a funnel plot",
        answers="Which counts would chance alone leave, if a force had the same practice as all forces together?",
        formula=(
            "the fewest and the most cases k with P(X ≤ k) and P(X ≥ k) each above (1 − level)/2, X binomial with the "
            "force’s base n and the pooled share p; dispersion Σ (kᵢ − nᵢp)² / (nᵢp(1 − p)) / (forces − 1)"
        ),
        example=f"Dorset and Kent together: {cases} of {of} cases inadequate. The 95% limits for Dorset’s 83 cases.",
        result=f"from {found.low} to {found.high} of 83 cases; Dorset has 28",
        source=(
            "D. J. Spiegelhalter, Statistics in Medicine 24 (2005), 1185–1202. Two forces are no funnel plot: it is "
            "drawn from ten on"
        ),
        where="findings/statistics/funnel.py",
    )


def _kappa():
    found = quadratic_kappa(INVENTED_PAIRS)
    return Example(
        key="kappa",
        title="Agreement case by case: weighted kappa",
        answers="How far do two assessors agree beyond what chance would bring? It needs single cases, not totals.",
        formula=(
            "κ = (A − E) / (1 − E), with A = Σ wᵢⱼ pᵢⱼ, E = Σ wᵢⱼ pᵢ. p.ⱼ and weights wᵢⱼ = 1 − (i − j)² / (k − 1)² on "
            "k grades; interval κ ± z standard errors of Fleiss, Cohen and Everitt"
        ),
        example=f"33 invented cases, as no report prints pairs; force by HMICFRS: {_rows(INVENTED_PAIRS)}.",
        result=f"κ = {found.value:.2f}, 95% interval from {found.interval.low:.2f} to {found.interval.high:.2f}",
        source=(
            "J. Cohen, Psychological Bulletin 70 (1968), 213–220; J. L. Fleiss, J. Cohen and B. S. Everitt, "
            "Psychological Bulletin 72 (1969), 323–327"
        ),
        where="findings/statistics/paired.py",
    )


def _direction():
    found = direction(INVENTED_PAIRS)
    return Example(
        key="direction",
        title="The direction of disagreement",
        answers="Of the cases graded differently, does one assessor give the better grade more often than by chance?",
        formula="2 P(X ≥ the larger number), X binomial with the cases graded differently and 1/2; at most 1",
        example="The same 33 invented cases.",
        result=f"{found.higher} against {found.lower}: p = {found.p_value:.4f}",
        source="the exact sign test; at one threshold it is McNemar’s (Q. McNemar, Psychometrika 12, 1947, 153–157)",
        where="findings/statistics/paired.py",
    )


def _rows(table):
    return "; ".join(" / ".join(map(str, row)) for row in table)


def _bounds():
    dorset, kent = self_assessment(GRADES, *DORSET), self_assessment(GRADES, *KENT)
    return Example(
        key="bounds",
        title="What two totals allow",
        answers="In how many cases can the force and HMICFRS have given the same grade?",
        formula="at most Σ min(fᵢ, hᵢ); at least the largest of 0 and each fᵢ + hᵢ − n (f and h: cases with grade i)",
        example="Samples of 33 cases: Dorset 29 / 4 / 0 against 4 / 17 / 12, Kent 7 / 19 / 7 against 5 / 18 / 10.",
        result=(
            f"Dorset between {dorset.same.least} and {dorset.same.most}, "
            f"Kent between {kent.same.least} and {kent.same.most} of 33"
        ),
        source="every table with the printed margins is possible; the tests enumerate them all",
        where="findings/statistics/self_assessment.py",
    )


def _threshold():
    bounds = at_threshold(*DORSET, 1)
    return Example(
        key="thresholds",
        title="At a threshold",
        answers="How many cases did the force call good that HMICFRS did not?",
        formula="at least max(0, F − H), at most min(F, n − H) (F and H: cases at or above the grade)",
        example="Dorset: the force called 29 cases good, HMICFRS 4 of the same 33.",
        result=f"at least {bounds.least}, at most {bounds.most}",
        source="the same margins with all grades but two joined",
        where="findings/statistics/self_assessment.py",
    )


def _shift():
    dorset, kent = self_assessment(GRADES, *DORSET), self_assessment(GRADES, *KENT)
    return Example(
        key="mean-shift",
        title="The mean shift",
        answers="By how many grade steps a case did the force grade itself above HMICFRS, on average?",
        formula="Σ i (hᵢ − fᵢ) / n, with grades numbered from the best; no pairing of cases can change it",
        example="Dorset: (62 − 25) / 33. Kent: (33 − 28) / 33.",
        result=f"Dorset {float(dorset.mean_shift):.2f}, Kent {float(kent.mean_shift):.2f} steps",
        source="supposes equal steps and one scale; from totals alone it has no interval",
        where="findings/statistics/self_assessment.py",
    )


def _deadline():
    revisit = deadline(date(2021, 8, 26), "day", 6, "months")
    three_months = deadline(date(2019, 9, 1), "month", 3, "months")
    return Example(
        key="deadlines",
        title="When something is due",
        answers="On which day does a timescale end that is counted from publication?",
        formula="publication plus months, or days; where only the month is known, the answer is a month",
        example="Dorset, 26 August 2021: revisit within six months. Kent, September 2019: three months.",
        result=f"{phrase(revisit)}; {phrase(three_months)}",
        source="the reports’ own timescales",
        where="findings/statistics/deadlines.py",
    )


def areas_together():
    """Dorset against Kent, share inadequate in each of the eight areas, decided together."""
    return decided_together(
        compare_shares(
            *dorset, *kent, first_name="Dorset", second_name="Kent", what=f"{area} inadequate", disjoint=True
        )
        for area, dorset, kent in AREAS
    )
