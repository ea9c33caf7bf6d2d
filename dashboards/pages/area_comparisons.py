"""Forces against each other in one area, decided together with the same question asked of every other area.

Whoever reads page after page asks every area in turn: each page by itself would find in one of them what is luck. So
the page of an area says what the page of all areas says.
"""

from dataclasses import dataclass
from itertools import combinations

from findings.statistics.differences import decided_together
from findings.statistics.results import Difference


@dataclass(frozen=True)
class AreaComparisons:
    """The comparisons of one area, pair by pair; `families`: by name of the grade, how many were decided together."""

    differences: tuple[Difference, ...]
    families: tuple[tuple[str, int], ...]

    @property
    def has_evidence(self):
        return any(one.has_evidence for one in self.differences)


NOTHING_COMPARED = AreaComparisons((), ())


def area_comparisons(sets, everywhere):
    """Every pair of these sets on the worst and the best grade, one family a grade: all areas of the same forces.

    `sets`: those of the area, one a force; `everywhere`: the Group of their framework and scale with every area.
    """
    area, grades = sets[0].area, sets[0].grades
    own, families = {}, []
    for grade in dict.fromkeys((grades[-1], grades[0])):
        asked, answers = {}, everywhere.answers(grade.slug)
        for other in everywhere.areas():
            found = sets if other == area else [answers.get((one.force.pk, other.pk)) for one in sets]
            for first, second in combinations([one for one in found if one and one.share(grade.slug)], 2):
                asked[other, first.force, second.force] = _compared(first, second, grade)
        results = decided_together(asked.values()) if len(asked) > 1 else asked.values()
        decided = dict(zip(asked, results, strict=True))
        own |= {(*pair, grade): one for (other, *pair), one in decided.items() if other == area}
        families.append((grade.name.lower(), len(decided)))
    pairs = [(one.force, other.force) for one, other in combinations(sets, 2)]
    in_order = sorted(own.items(), key=lambda entry: pairs.index(entry[0][:2]))
    return AreaComparisons(tuple(one for _, one in in_order), tuple(families))


def _compared(first, second, grade):
    return first.against(
        second,
        grade.slug,
        first_name=first.force.name,
        second_name=second.force.name,
        what=f"the share of cases graded {grade.name.lower()}",
        disjoint=True,
    )
