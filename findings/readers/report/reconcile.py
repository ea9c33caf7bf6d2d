"""Do the numbers that were read agree with each other? Nothing is adjusted: what fails becomes a doubt."""

from findings.readers.report.reading import Doubt
from findings.readers.report.tally_words import in_words
from findings.statistics.ledger import CountedSet, ledger_of


def reconcile(audits, scale, areas, places):
    """Doubts of the case audits of a document. `places`: key of a set -> the place it was read from."""
    grades = tuple(scale)
    sets = [_counted(audit, grades) for audit in audits]
    printed = tuple(area for area in areas if any(audit.area == area for audit in audits))
    doubts = [
        Doubt(_place(line.key, audits, places), f"{line.statement}", f"it does not hold: {line.detail} Kept as printed")
        for line in ledger_of(sets, (), grades=grades, areas=printed)
        if line.outcome == "fails"
    ]
    return [*doubts, *_absent(audits, grades, areas, printed, places)]


def _counted(audit, grades):
    counts = dict.fromkeys(grades)
    lumped = {}
    for count in audit.counts:
        if count.grade_to:
            lumped[count.grade, count.grade_to] = count.cases
        else:
            counts[count.grade] = count.cases
    key = (audit.assessor, audit.sample, audit.area)
    return CountedSet(audit.assessor, audit.sample, audit.area, counts, audit.total, in_words(key), lumped)


def _place(line_key, audits, places):
    """The set that an equation speaks of first, else the first of all."""
    for audit in audits:
        if f"{audit.assessor}-{audit.sample}-{audit.area or 'whole-sample'}" in line_key:
            return places.get((audit.assessor, audit.sample, audit.area))
    return next(iter(places.values()), None)


def _absent(audits, grades, areas, printed, places):
    for audit in audits:
        covered = set()
        for count in audit.counts:
            first, last = grades.index(count.grade), grades.index(count.grade_to or count.grade)
            covered |= set(grades[first : last + 1])
        missing = [grade for grade in grades if grade not in covered]
        if missing:
            key = (audit.assessor, audit.sample, audit.area)
            why = "absent, which is not zero"
            yield Doubt(places.get(key), f"{in_words(key)}: no count of {', '.join(missing)} is printed", why)
    left_out = [area for area in areas if area not in printed]
    if printed and left_out:
        yield Doubt(
            None, "Some areas have no tally", f"none is printed for {', '.join(left_out)}; absent, which is not zero"
        )
