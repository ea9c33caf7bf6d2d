"""What people did to single rows of reference data and to accounts, read from the tables of history."""

from dataclasses import dataclass
from datetime import datetime, time

from django.apps import apps
from django.db.models import CharField, OuterRef, Subquery, Value
from django.utils.timezone import localtime, make_aware

from inspections.models import Person
from inspections.record import Record

PEOPLE = str(Person._meta.verbose_name)
KINDS = {
    str(model._meta.verbose_name): model
    for label in ("inspections", "findings")
    for model in apps.get_app_config(label).get_models()
    if hasattr(model._meta, "simple_history_manager_attribute")
}
HELD = Record.m2m_models[Person._meta.get_field("groups")]
WHAT = {"+": "added", "~": "changed", "-": "deleted"}
NAMES = ("username", "name", "term")


@dataclass(frozen=True)
class Act:
    """One state of one row that somebody saved. `fields`: (field, before, after) of everything that differs.

    Without `by`, and `what` “as found”: what the row said before a person first changed it. “first on record”: what it
    said before was not kept, as of accounts that a command had made.
    """

    kind: str
    name: str
    what: str
    at: datetime
    by: str
    reason: str
    fields: tuple


def keys_of(kinds, *, by="", since=None, until=None):
    """(kind, id of the row of history, when) of every act, newest first, in one statement. Days are included."""
    conditions = {}
    if by:
        conditions["history_user__username"] = by
    if since:
        conditions["history_date__gte"] = make_aware(datetime.combine(since, time.min))
    if until:
        conditions["history_date__lte"] = make_aware(datetime.combine(until, time.max))
    parts = [
        KINDS[kind]
        .history.filter(**conditions)
        .order_by()
        .annotate(act_kind=Value(kind, output_field=CharField()))
        .values_list("act_kind", "history_id", "history_date")
        for kind in kinds
    ]
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return found.order_by("-history_date", "-history_id")


def acts_of(keys):
    """The acts behind the keys, in their order. The number of statements depends on the kinds, not on the rows."""
    wanted = {}
    for kind, number, _ in keys:
        wanted.setdefault(kind, []).append(number)
    found = {}
    for kind, numbers in wanted.items():
        found |= {(kind, number): act for number, act in _acts(kind, numbers)}
    return [found[kind, number] for kind, number, _ in keys]


def _acts(kind, numbers):
    history = KINDS[kind].history.model
    before = history.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    rows = list(
        history.objects.filter(history_id__in=numbers)
        .select_related("history_user")
        .annotate(before=Subquery(before.values("history_id")[:1]))
    )
    earlier = history.objects.in_bulk([row.before for row in rows if row.before])
    said = _Said(kind, [*rows, *earlier.values()])
    for row in rows:
        old = said.of(earlier[row.before]) if row.before else {}
        new = {} if row.history_type == "-" else said.of(row)
        fields = tuple(
            (name, old.get(name, ""), new.get(name, ""))
            for name in (new or old)
            if old.get(name, "") != new.get(name, "")
        )
        by = row.history_user.get_username() if row.history_user else ""
        name = next(getattr(row, name) for name in NAMES if hasattr(row, name))
        what = WHAT[row.history_type] if by or row.history_type != "+" else "as found"
        if row.history_type == "~" and not row.before:
            what = "first on record"
        yield row.history_id, Act(kind, name, what, row.history_date, by, row.history_change_reason or "", fields)


class _Said:
    """What rows of history say, field by field, as text; what they point to by its name."""

    def __init__(self, kind, rows):
        self.fields = [field for field in KINDS[kind]._meta.concrete_fields if field.name in _tracked(rows)]
        self.names = {}
        for field in self.fields:
            if field.is_relation:
                keys = {getattr(row, field.attname) for row in rows} - {None}
                self.names[field.name] = field.related_model._base_manager.in_bulk(keys)
        self.roles = {}
        if kind == PEOPLE:
            held = HELD.objects.filter(history__in=[row.history_id for row in rows]).select_related("group")
            for each in held.order_by("group__name"):
                self.roles.setdefault(each.history_id, []).append(each.group.name)
        self.are_people = kind == PEOPLE

    def of(self, row):
        said = {str(field.verbose_name): self._text(field, getattr(row, field.attname)) for field in self.fields}
        return said | ({"roles": "; ".join(self.roles.get(row.history_id, []))} if self.are_people else {})

    def _text(self, field, value):
        if value is None:
            return ""
        if field.is_relation:
            return str(self.names[field.name].get(value, value))
        if isinstance(value, datetime):
            return f"{localtime(value):%-d %B %Y, %H:%M:%S}"
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _tracked(rows):
    return {field.name for field in rows[0].tracked_fields} - {"id"} if rows else set()
