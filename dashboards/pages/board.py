"""Recommendations as a board: cards in columns by timescale, by state or by force.

The same filters, the same rows as the register; each column says how many there are and leads to exactly them.
"""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboards.pages.asked import Asked
from dashboards.registers.query import RegisterQuery, nearest
from dashboards.registers.recommendations import RecommendationRegister
from findings.follow_up import STATES
from findings.models import Recommendation, Timescale
from inspections.models import Force

COLUMNS = {"timescale": "Timescale", "state": "State", "force": "Force"}
VALUES = {"timescale": "timescale", "state": "known_state", "force": "inspection__force__slug"}
NO_TIMESCALE = "no-timescale"
OFFERED = ("timescale", "state", "force", "theme")
MOST = 50


@dataclass(frozen=True)
class Column:
    """Cards with one value. `cards` are at most MOST of the `number` there are; `href`: all of them in the register."""

    value: str
    name: str
    number: int
    cards: tuple[Asked, ...]
    href: str

    @property
    def left_out(self):
        return self.number - len(self.cards)


@dataclass(frozen=True)
class Board:
    """`empty`: names of the fixed values that no recommendation here has."""

    columns: tuple[Column, ...]
    empty: tuple[str, ...]
    number: int


class BoardQuery(RegisterQuery):
    """The filters of the register and `by`, what the columns stand for; a board has no pages, order or columns."""

    controls = ("by",)

    def __init__(self, parameters):
        super().__init__(RecommendationRegister, parameters)

    @property
    def by(self):
        return self.given.get("by", ["timescale"])[0]

    @property
    def fields(self):
        """The filters that the form offers: (name, label, [(value, label, is chosen)])."""
        fields = self.filterset.form.fields
        return [(name, fields[name].label, self._options(name, fields[name])) for name in OFFERED]

    @property
    def others(self):
        """Filters that were asked for and that the form does not offer; it carries them along."""
        return [(name, value) for name, values in self.filters.items() if name not in OFFERED for value in values]

    @property
    def forces(self):
        """The chosen forces as the query of another page: "?force=dorset&force=kent"; empty without any."""
        asked = urlencode([("force", slug) for slug in self.given.get("force", [])])
        return f"?{asked}" if asked else ""

    @property
    def said(self):
        """What is filtered, in words: ["timescale Immediately or Within three months", "force Kent"]."""
        chosen = [(label, [text for _, text, is_chosen in options if is_chosen]) for _, label, options in self.fields]
        said = [f"{label.lower()} {' or '.join(texts)}" for label, texts in chosen if texts]
        return said + [f"{name} {value}" for name, value in self.others]

    def rows(self):
        """The filtered rows, the most urgent first."""
        return self.filterset.qs.order_by("soonness", "inspection__slug", "number", "pk")

    def _options(self, name, field):
        given = self.given.get(name, [])
        return [(str(value), label, str(value) in given) for value, label in field.choices]

    def _columns(self):
        asked = self.given.get("by", [])
        for value in asked:
            if value not in COLUMNS:
                self.sentences.append(f"“{value}” is no value of “by”.{nearest(value, COLUMNS)}")
        if len(asked) > 1:
            self.sentences.append("This page takes one value of “by” at a time.")
        return []


def board(query, on):
    """The board of a BoardQuery on a day: a fixed number of queries, and no more cards read than are shown."""
    found = defaultdict(list)
    for key, value in query.rows().values_list("pk", VALUES[query.by]):
        found[value or NO_TIMESCALE].append(key)
    shown = [key for keys in found.values() for key in keys[:MOST]]
    rows = Recommendation.objects.published().filter(pk__in=shown).select_related("inspection__force")
    cards = {row.pk: Asked.of(row, on) for row in rows.prefetch_related("themes", "parts", "claims")}
    names = _names(query.by, found)
    columns = tuple(
        Column(
            value,
            name,
            len(found[value]),
            tuple(cards[key] for key in found[value][:MOST]),
            _register_address(query, value),
        )
        for value, name in names.items()
        if value in found
    )
    empty = tuple(name for value, name in names.items() if value not in found and value != NO_TIMESCALE)
    return Board(columns, empty, sum(column.number for column in columns))


def _names(by, found):
    """Every value that a column may stand for, in order: value -> name."""
    if by == "state":
        return STATES
    if by == "force":
        return dict(Force.objects.filter(slug__in=found).order_by("name", "pk").values_list("slug", "name"))
    return {**dict(Timescale.choices), NO_TIMESCALE: "No timescale printed"}


def _register_address(query, value):
    """The register filtered to one column; it has no filter for a timescale that is not printed."""
    if value == NO_TIMESCALE:
        return ""
    return f"{RecommendationRegister.path()}?{query.query_string(by='', **{query.by: value})}"
