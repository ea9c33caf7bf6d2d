"""What share of a counted set, and how sure is it?"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

from findings.statistics.results import Interval, Share


def wilson(cases: int, of: int, level: float = 0.95) -> Interval:
    """Wilson's score interval for a share of `of` cases, without continuity correction.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
    Statistical Association 22 (1927) 209-212; recommended for small n by Brown, Cai and DasGupta, Statistical Science
    16 (2001) 101-133. It supposes that the cases are a random sample of many, which audited cases may not be. Complete
    counts (4 of 8 recommendations) are not a sample and get no interval.
    """
    check_cases(cases, of)
    if of == 0:
        raise ValueError("There is no interval for a share of no cases.")
    z = normal_quantile(level)
    observed = cases / of
    spread = z * math.sqrt(observed * (1 - observed) / of + z * z / (4 * of * of))
    centre = observed + z * z / (2 * of)
    scale = 1 + z * z / of
    low = 0.0 if cases == 0 else max(0.0, (centre - spread) / scale)
    high = 1.0 if cases == of else min(1.0, (centre + spread) / scale)
    return Interval(low=low, high=high, level=level, method="Wilson")


@lru_cache(4096)
def share(cases: int, of: int, level: float = 0.95) -> Share:
    """`cases` of `of` with their Wilson interval; of no cases, neither a value nor an interval.

    Computed once for each pair of numbers: small sets have the same few thousand times over.
    """
    check_cases(cases, of)
    if of == 0:
        return Share(cases=cases, of=of, value=None, interval=None)
    return Share(cases=cases, of=of, value=cases / of, interval=wilson(cases, of, level))


def percent(cases: int, of: int) -> str:
    """A share in whole per cent, halves rounded up; "0%" and "100%" are kept for exactly none and exactly all."""
    check_cases(cases, of)
    if of == 0:
        raise ValueError("There is no percentage of no cases.")
    rounded = (200 * cases + of) // (2 * of)
    if rounded == 0 and cases > 0:
        return "less than 1%"
    if rounded == 100 and cases < of:
        return "more than 99%"
    return f"{rounded}%"


def ends(interval: Interval) -> str:
    """ "24% to 44%": the ends of an interval of a share in whole per cent, halves rounded up."""
    low, high = (f"{int(end * 100 + 0.5)}%" for end in (interval.low, interval.high))
    return f"{low} to {high}"


@lru_cache(16)
def normal_quantile(level: float) -> float:
    """The two-sided standard normal quantile: 1.96 for a level of 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"A confidence level lies between 0 and 1, not at {level}.")
    return NormalDist().inv_cdf((1 + level) / 2)


def check_cases(cases: int, of: int) -> None:
    """Refuse a numerator that is negative or larger than its base."""
    if not 0 <= cases <= of:
        raise ValueError(f"{cases} of {of} is not a share: the cases must lie between 0 and their base.")
