"""Single cases: what may be asked of them, checked, and their rows. For people with the right to see cases alone.

The register stands apart from the catalogue on purpose: what is listed there is public, in the API and in the search.
It has the orders that pages by key can carry (`case_order`): the hundredth page costs what the first one does.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.db.models import F, Q
from django.http import QueryDict

from dashboards.registers.query import PAGE_SIZES, RefusedQuery, nearest
from findings.data_version.current import state_of_loads
from findings.data_version.kept_values import KeptValues
from findings.models import AuditedCase, CaseLoad
from findings.models.audited_case import CASE_SAMPLES
from inspections.models import Area, Grade, Inspection

NOT_KNOWN, LAST_CHARACTER = "not-known", "\U0010ffff"
MOST_COUNTED = 10_000
KEPT = KeptValues(4)
FILTERS = {
    "force": "Force",
    "inspection": "Inspection",
    "area": "Area",
    "sample": "Sample",
    "force_grade": "Force’s grade",
    "hmicfrs_grade": "HMICFRS’s grade",
    "disagreement": "Disagreement",
    "referred_back": "Referred back",
    "load": "Load",
}
CONTROLS = ("after", "before", "size", "sort")
SORTS = ("id", "reference", "area", "sample", "force_grade", "hmicfrs_grade", "disagreement", "referred_back")
DISAGREEMENT = {"same": "Same grade", "higher": "Force graded higher", "lower": "Force graded lower"}
REFERRED_BACK = {"yes": "Yes", "no": "No", NOT_KNOWN: "Not known"}
COLUMNS = {
    "force": "The force whose case it is.",
    "inspection": "The inspection that the case was audited for.",
    "reference": "The number of the case at the organisation that holds it.",
    "area": "Area of child protection.",
    "sample": "joint: graded by the force and HMICFRS; additional: by HMICFRS alone.",
    "force_grade": "The force's own grade; empty for additional cases.",
    "hmicfrs_grade": "HMICFRS's grade.",
    "disagreement": "same, higher or lower: the force's grade against HMICFRS's; empty for additional cases.",
    "referred_back": "Whether HMICFRS sent the case back to the force: yes, no, or empty where it is not known.",
    "load": "Number of the load that added the case or changed it last.",
    "id": "Number of the row in this database.",
    "link": "Where the cases of this inspection are summed up on this site.",
    "edition": "Edition of the inspection on this site.",
    "ons_code": "Code of the force in the Office for National Statistics' lists; empty if it has none.",
}
FIELDS = (
    *("pk", "inspection_id", "reference", "area_id", "sample"),
    *("force_grade_id", "hmicfrs_grade_id", "referred_back", "load_id"),
)


@dataclass
class Vocabulary:
    """What cases may name, by number of the row: read in few queries, whatever the number of cases.

    One is kept while neither the public data nor the loads change, and shared by requests: nobody changes it. `loaded`
    is short for the loads there are and which of them were purged: what cases there are follows from it. The request
    found it with the data version, so that no statement asks for it here.
    """

    inspections: dict = field(default_factory=dict)
    areas: dict = field(default_factory=dict)
    grades: dict = field(default_factory=dict)
    loads: set = field(default_factory=set)
    loaded: str = ""
    known_options: dict = field(default_factory=dict)

    @classmethod
    def read(cls):
        loaded = state_of_loads()
        return KEPT.get(loaded, lambda: cls.of(loaded))

    @classmethod
    def of(cls, loaded):
        loads = list(CaseLoad.objects.values_list("pk", "inspection_id", "purged_at"))
        there = [inspection for _, inspection, purged_at in loads if purged_at is None]
        there = Inspection.objects.select_related("force").in_bulk(there)
        return cls(
            {row.pk: row for row in sorted(there.values(), key=lambda row: row.slug)},
            {area.pk: area for area in Area.objects.order_by("order", "pk")},
            _best_first(Grade.objects.order_by("scale", "order", "pk")),
            {pk for pk, _, _ in loads},
            loaded,
        )

    @cached_property
    def forces(self):
        return {row.force_id: row.force for row in self.inspections.values()}

    def options(self, name):
        """Values of a filter: slug -> (label, numbers of the rows it stands for)."""
        if name not in self.known_options:
            self.known_options[name] = self._options(name)
        return self.known_options[name]

    def _options(self, name):
        found = {}
        rows = {
            "force": lambda: [(row.slug, row.name, pk) for pk, row in self.forces.items()],
            "inspection": lambda: [(row.slug, row.title, pk) for pk, row in self.inspections.items()],
            "area": lambda: [(row.slug, row.short_name, pk) for pk, row in self.areas.items()],
            "force_grade": lambda: [(row.slug, row.name, pk) for pk, row in self.grades.items()],
            "hmicfrs_grade": lambda: [(row.slug, row.name, pk) for pk, row in self.grades.items()],
            "sample": lambda: [(sample.value, sample.label, sample.value) for sample in CASE_SAMPLES],
            "disagreement": lambda: [(slug, label, slug) for slug, label in DISAGREEMENT.items()],
            "referred_back": lambda: [
                (slug, label, "" if slug == NOT_KNOWN else slug) for slug, label in REFERRED_BACK.items()
            ],
            "load": lambda: [(str(pk), f"load {pk}", pk) for pk in sorted(self.loads)],
        }[name]()
        for slug, label, key in rows:
            found.setdefault(slug, (label, []))[1].append(key)
        return found

    def shift(self, force_grade, hmicfrs_grade):
        """same, higher or lower; "" for an additional case."""
        if not force_grade:
            return ""
        steps = self.grades[hmicfrs_grade].order - self.grades[force_grade].order
        return "same" if steps == 0 else ("higher" if steps > 0 else "lower")

    def slug(self, name, values):
        """What a case counts as under one filter, from its area, sample, both grades and whether it was referred."""
        area, sample, own, theirs, referred_back = values
        if name == "area":
            return self.areas[area].slug
        if name == "disagreement":
            return self.shift(own, theirs)
        if name in ("force_grade", "hmicfrs_grade"):
            grade = own if name == "force_grade" else theirs
            return self.grades[grade].slug if grade else ""
        return sample if name == "sample" else referred_back or NOT_KNOWN


def _best_first(grades):
    """Grades of all scales in one row, each by its place on its own scale."""
    grades = list(grades)
    sizes = Counter(grade.scale_id for grade in grades)
    return {grade.pk: grade for grade in sorted(grades, key=lambda grade: grade.order / sizes[grade.scale_id])}


class CaseQuery:
    """Filters and place of one request; RefusedQuery names everything that is wrong with it."""

    def __init__(self, parameters):
        self.vocabulary = Vocabulary.read()
        self.given = {name: [value.strip() for value in values if value.strip()] for name, values in parameters.lists()}
        self.given = {name: values for name, values in self.given.items() if values}
        self.sentences = [
            f"“{name}” is no parameter of this page.{nearest(name, [*FILTERS, *CONTROLS])}"
            for name in parameters
            if name not in FILTERS and name not in CONTROLS
        ]
        self.options = {name: self.vocabulary.options(name) for name in FILTERS}
        self.chosen = {name: self._chosen(name) for name in FILTERS if name in self.given}
        self.sort = self._sort()
        self.after, self.before = self._key("after"), self._key("before")
        self.size = self._key("size") or PAGE_SIZES[1]
        if "size" in self.given and self.size not in PAGE_SIZES:
            self.sentences.append(f"“{self.given['size'][-1]}” is no value of “size”: 25, 50, 100 or 200 is expected.")
        if self.after and self.before:
            self.sentences.append("“after” and “before” lead to different pages: give one of them.")
        if self.sentences:
            raise RefusedQuery(self.sentences)

    @property
    def filters(self):
        return {name: values for name, values in self.given.items() if name in FILTERS}

    def asked(self, leave_out=()):
        """The filters that are set as a key, but for those left out."""
        return tuple(sorted((name, *sorted(keys)) for name, keys in self.chosen.items() if name not in leave_out))

    def condition(self, leave_out=()):
        """What cases, and their counts, must fulfil; `leave_out` names filters that do not count."""
        found = Q()
        for name, keys in self.chosen.items():
            if name not in leave_out:
                found &= self.condition_of(name, keys)
        return found

    def condition_of(self, name, keys):
        """What a case must fulfil to have one of these values under one filter."""
        if name == "disagreement":
            return self._disagreement(keys)
        column = name if name in ("sample", "referred_back") else f"{name}_id"
        return Q(**{f"{column}__in": keys})

    def cases(self):
        return AuditedCase.objects.filter(self.condition()).order_by("pk")

    def cases_named(self, beginning):
        """Cases whose references begin like this, by reference. Bytes are compared, so this reads a stretch of an
        index; it is asked for by form alone, as a reference has no place in an address."""
        named = AuditedCase.objects.filter(reference__gte=beginning, reference__lt=beginning + LAST_CHARACTER)
        return named.order_by("reference", "pk")

    def query_string(self, **changes):
        """The same request with some parameters changed; an empty change leaves the parameter out."""
        query = QueryDict(mutable=True)
        for name, values in {**self.given, **changes}.items():
            values = values if isinstance(values, list | tuple) else [values]
            query.setlist(name, [str(value) for value in values if value not in ("", None)])
        return query.urlencode()

    def row(self, values):
        """One case as exports print it, from the values of FIELDS."""
        pk, inspection, reference, area, sample, own, theirs, referred_back, load = values
        book = self.vocabulary
        inspection = book.inspections[inspection]
        return {
            "force": inspection.force.slug,
            "inspection": inspection.slug,
            "reference": reference,
            "area": book.areas[area].slug,
            "sample": sample,
            "force_grade": book.grades[own].slug if own else "",
            "hmicfrs_grade": book.grades[theirs].slug,
            "disagreement": book.shift(own, theirs),
            "referred_back": referred_back,
            "load": load,
            "id": pk,
            "link": f"{settings.SITE_ADDRESS}/cases/{inspection.slug}/",
            "edition": inspection.edition,
            "ons_code": inspection.force.ons_code,
        }

    def _chosen(self, name):
        keys = []
        for value in self.given[name]:
            if value in self.options[name]:
                keys += self.options[name][value][1]
            else:
                self.sentences.append(f"“{value}” is no value of “{name}”.{nearest(value, self.options[name])}")
        return keys

    def _sort(self):
        """A column, with - before it for the other way round; the order of loading where none is named."""
        asked = self.given.get("sort", ["id"])
        for name in asked:
            if name.removeprefix("-") not in SORTS:
                offer = nearest(name.removeprefix("-"), SORTS)
                self.sentences.append(f"“{name}” is no column that cases can be sorted by.{offer}")
        if len(asked) > 1:
            self.sentences.append("Cases are sorted by one column: give “sort” once.")
        return asked[0]

    def _key(self, name):
        if name not in self.given:
            return None
        value = self.given[name][-1]
        if not (value.isascii() and value.isdecimal() and len(value) < 16 and int(value) >= 1):
            self.sentences.append(f"“{value}” is no value of “{name}”: a whole number from 1 is expected.")
            return None
        return int(value)

    def _disagreement(self, wanted):
        found = Q(force_grade=F("hmicfrs_grade")) if "same" in wanted else Q(pk__in=[])
        for way in {"higher", "lower"} & set(wanted):
            for one in self.vocabulary.grades.values():
                others = [
                    other.pk
                    for other in self.vocabulary.grades.values()
                    if other.scale_id == one.scale_id and self.vocabulary.shift(one.pk, other.pk) == way
                ]
                if others:
                    found |= Q(force_grade=one.pk, hmicfrs_grade__in=others)
        return found
