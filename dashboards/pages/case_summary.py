"""What the single cases of one inspection add up to. For people with the right to see cases alone."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from findings.cases.pairs import grades_of, pairs_of
from findings.cases.release import release_refusal
from findings.cases.tallies import case_ledger, tally
from findings.data_version.current import state_of_loads
from findings.data_version.kept_values import KeptValues
from findings.models import CaseCount, CaseLoad, ReferredBack, ReleasedTable
from findings.statistics.proportions import share
from findings.statistics.results import Refusal

KEPT = KeptValues(64)
SETS = (
    ("The force on the joint cases", "force", "joint"),
    ("HMICFRS on the joint cases", "hmicfrs", "joint"),
    ("HMICFRS on the additional cases", "hmicfrs", "additional"),
    ("HMICFRS on all cases", "hmicfrs", "all"),
)


@dataclass(frozen=True)
class TallyRow:
    """One counted set: shares by grade, best first, and its base."""

    name: str
    shares: tuple
    of: int


@dataclass(frozen=True)
class TableRow:
    """One row of a cross-table; `same` is the place where both gave the same grade."""

    name: str
    cells: tuple
    total: int
    same: int


def case_summary(inspection):
    """Everything the page shows; its number of queries grows neither with cases nor with areas.

    What the cases add up to is kept for the state of the data and of the loads, and so are its tables as HTML.
    """
    return KEPT.get((state_of_loads(), inspection.pk), lambda: _added_up(inspection)) | {
        "loads": list(CaseLoad.objects.filter(inspection=inspection)),
        "released": list(
            ReleasedTable.objects.filter(inspection=inspection).select_related("released_by", "withdrawn_by")
        ),
    }


def _added_up(inspection):
    found = _sums(inspection)
    drawn = SafeString(render_to_string("cases/_sums.html", found) if found["cases"] else "")
    return {name: found[name] for name in ("cases", "pairs", "release_refusal")} | {"sums": drawn}


def _sums(inspection):
    counts = list(CaseCount.objects.filter(inspection=inspection))
    grades = grades_of(inspection)
    pairs = pairs_of(inspection, counts, grades) if grades else Refusal("Its framework grades no cases.")
    names = [grade.name for grade in grades]
    return {
        "names": names,
        **_of_pairs(names, pairs),
        "cases": sum(count.cases for count in counts),
        "grades": grades,
        "tallies": [_tally(name, counts, grades, who, sample) for name, who, sample in SETS],
        "areas": [
            _tally(area.short_name, counts, grades, "hmicfrs", "all", area.pk)
            for area in inspection.framework.areas.order_by("order")
        ],
        "referred_back": _referred_back(counts),
        "ledger": case_ledger(inspection, counts, grades),
        "release_refusal": release_refusal(pairs),
    }


def _of_pairs(names, pairs):
    """What is shown of the joint cases; where there is nothing, the sentence that says why."""
    if isinstance(pairs, Refusal):
        return {"pairs": None, "refusal": pairs.sentence}
    return {
        "pairs": pairs,
        "table": table_rows(names, pairs.table),
        "totals": (*pairs.inspectorate, pairs.n),
        "sentences": sentences(pairs),
        "thresholds": [
            {"name": " or ".join([names[0], *(name.lower() for name in names[1:best])]), **vars(line)}
            for best, line in enumerate(pairs.thresholds, start=1)
        ],
    }


def table_rows(names, table):
    """A cross-table as rows with their sums, best grade first."""
    named = zip(names, table, strict=True)
    return tuple(TableRow(name, tuple(row), sum(row), place) for place, (name, row) in enumerate(named))


def sentences(pairs):
    """What the pairs say, to quote."""
    shift = float(pairs.mean_shift)
    way = "higher" if shift > 0 else "lower"
    mean = f"{abs(shift):.2f} grade steps {way} than HMICFRS" if shift else "neither higher nor lower than HMICFRS"
    return (
        pairs.sentence,
        pairs.direction.sentence,
        f"On average the force graded itself {mean}, over {pairs.n} cases.",
        pairs.kappa.sentence,
    )


def _tally(name, counts, grades, assessor, sample, area_id=None):
    found = tally(counts, assessor=assessor, sample=sample, area_id=area_id)
    of = found.total()
    return TallyRow(name, tuple(share(found[grade.pk], of) for grade in grades), of)


def _referred_back(counts):
    known = [count for count in counts if count.referred_back != ReferredBack.NOT_KNOWN]
    of = sum(count.cases for count in known)
    return {
        "share": share(sum(count.cases for count in known if count.referred_back == ReferredBack.YES), of),
        "not_known": sum(count.cases for count in counts) - of,
    }
