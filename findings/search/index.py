"""What the search knows, and the only writer of it: every published item, every theme, term and force.

Whoever changes what an inspection says, or whether it is published, calls `index_inspection` in the same transaction;
the store does. Reference data follows by itself (`signals.py`). Entries that say what they said are not written again.
"""

from django.db import transaction

from findings.models import (
    DataVersion,
    Finding,
    GlossaryTerm,
    Illustration,
    Recommendation,
    ReportedFigure,
    SearchEntry,
    Theme,
)
from findings.models.figure import PERCENT
from findings.search.text import BREAK, stems, words
from inspections.models import Force, Inspection

Kind = SearchEntry.Kind
FIELDS = [field.attname for field in SearchEntry._meta.concrete_fields if not field.primary_key]


def index_inspection(inspection):
    """Brings the entries of one inspection in line with it; one that is not published has none."""
    wanted = list(_items(inspection)) if inspection.is_current else []
    _write(SearchEntry.objects.filter(inspection=inspection), wanted)


def index_reference(*kinds):
    """Brings the entries of themes, glossary terms or forces in line with them; all three if none is named.

    One at a time: whoever waited reads what the one before has written, so that nobody adds an entry twice or writes an
    older text over a newer one. SQLite lets one transaction write anyway; PostgreSQL waits for the row of the version.
    """
    with transaction.atomic():
        list(DataVersion.objects.select_for_update())
        for kind in kinds or REFERENCE:
            _write(SearchEntry.objects.filter(kind=kind), [_reference(kind, row) for row in REFERENCE[kind]()])


def index_missing():
    """Reference data, and published inspections that have no entry at all: those that are older than the index."""
    with transaction.atomic():
        index_reference()
        indexed = SearchEntry.objects.filter(inspection__isnull=False).values("inspection")
        for inspection in Inspection.objects.published().exclude(pk__in=indexed).select_related("force"):
            index_inspection(inspection)


def rebuild():
    """Makes the whole index anew and returns how many entries it has."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        index_missing()
        return SearchEntry.objects.count()


def _write(rows, wanted):
    existing = {(row.kind, row.key): row for row in rows}
    new, changed = [], []
    for entry in wanted:
        row = existing.pop((entry.kind, entry.key), None)
        if row is None:
            new.append(entry)
        elif any(getattr(row, name) != getattr(entry, name) for name in FIELDS):
            entry.pk = row.pk
            changed.append(entry)
    with transaction.atomic():
        SearchEntry.objects.filter(pk__in=[row.pk for row in existing.values()]).delete()
        SearchEntry.objects.bulk_update(changed, FIELDS, batch_size=200)
        SearchEntry.objects.bulk_create(new, batch_size=500)


def _items(inspection):
    """The entries of everything that an inspection says in words."""
    for model, entry in (
        (Finding, _finding),
        (Recommendation, _recommendation),
        (Illustration, _illustration),
        (ReportedFigure, _figure),
    ):
        rows = model.objects.filter(inspection=inspection).select_related("chapter").prefetch_related("areas")
        if model is Recommendation:
            rows = rows.prefetch_related("parts")
        for row in rows:
            kind, title, body = entry(row)
            yield _item(inspection, row, kind, title, body)


def _finding(row):
    return Kind.FINDING, row.title, _one_line(row.summary)


def _recommendation(row):
    """One line for the text and one for each part; no phrase runs on from one to the next."""
    texts = [row.text, *(part.text for part in row.parts.all())]
    return Kind.RECOMMENDATION, f"Recommendation {row.number}", "\n".join(map(_one_line, texts))


def _illustration(row):
    """The title is the kind alone: a case is told in the body of a page and nowhere else."""
    return Kind.ILLUSTRATION, row.get_kind_display(), _one_line(row.summary)


def _figure(row):
    has_unit = row.unit == PERCENT or row.unit.lower() in row.as_printed.lower()
    printed = row.as_printed if has_unit else f"{row.as_printed} {row.unit}"
    return Kind.FIGURE, row.figure, f"Printed as: {printed}"


def _one_line(text):
    return " ".join(text.split())


def _item(inspection, row, kind, title, body):
    areas = sorted(row.areas.all(), key=lambda area: (area.order, area.pk))
    return _entry(
        kind,
        row.key,
        title,
        body,
        about=[inspection.force.name, *(area.short_name for area in areas)],
        inspection=inspection,
        force=inspection.force,
        chapter=row.chapter,
        areas="".join(f";{area.slug}" for area in areas) + (";" if areas else ""),
        year=inspection.published_on.year,
    )


def _reference(kind, row):
    title, body, force = SAYS[kind](row)
    return _entry(kind, row.slug, title, body, force=force)


def _theme(row):
    return row.name, row.definition, None


def _term(row):
    full_name = f"{row.full_name}. " if row.full_name else ""
    return row.term, f"{full_name}{row.definition}{_also(row)}", None


def _force(row):
    return row.name, f"{row.official_name}; {row.region}, {row.nation}.{_also(row)}", row


def _also(row):
    return f" Also: {'; '.join(row.aliases)}." if row.aliases else ""


def _entry(kind, key, title, body, *, about=(), **links):
    return SearchEntry(
        kind=kind,
        key=key,
        title=title,
        body=body,
        title_stems=stems(title),
        body_stems=stems(*body.split("\n")),
        about_stems=stems(*about),
        words=f" {BREAK} ".join([words(title), words(*body.split("\n")), words(*about)]),
        **links,
    )


REFERENCE = {Kind.THEME: Theme.objects.current, Kind.GLOSSARY: GlossaryTerm.objects.all, Kind.FORCE: Force.objects.all}
SAYS = {Kind.THEME: _theme, Kind.GLOSSARY: _term, Kind.FORCE: _force}
