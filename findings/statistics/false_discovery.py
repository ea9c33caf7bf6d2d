"""Many comparisons on one page: how many of those called a difference would be chance?"""

from __future__ import annotations

from collections.abc import Sequence


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p-values in the order given: calling those below 0.05 keeps the expected share of false calls at 5%.

    Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical Society B 57
    (1995) 289-300. The family is the p-values passed in, so pass the comparisons shown together and no others.
    """
    if any(not 0 <= p <= 1 for p in p_values):
        raise ValueError("A p-value lies between 0 and 1.")
    count = len(p_values)
    adjusted = [1.0] * count
    smallest = 1.0
    for rank, place in enumerate(sorted(range(count), key=lambda place: -p_values[place])):
        smallest = min(smallest, p_values[place] * count / (count - rank))
        adjusted[place] = smallest
    return tuple(adjusted)
