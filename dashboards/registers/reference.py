"""The rows that other rows name, such as forces, areas and published inspections: read once for a state of the data.

A page that shows hundreds of rows joins none of them: its rows are given these, which all requests of a process share.
"""

from findings.data_version.kept_values import KeptValues
from inspections.models import Force, Framework, GradeScale, Inspection

KEPT = KeptValues(24)


class RowsByKey(dict):
    """Rows by key; one that is not there, as the data has moved since, is asked for."""

    def __init__(self, rows, found):
        super().__init__(found)
        self.rows = rows

    def __missing__(self, key):
        return self.rows.get(pk=key)


def by_key(model):
    """Every row of the model by its key; of inspections the published ones, newest first. Nobody changes one."""
    return KEPT.get(model, READ.get(model, lambda: RowsByKey(model.objects.all(), model.objects.in_bulk())))


def give(obj, name, rows):
    """Sets what a foreign key of the object leads to."""
    field = obj._meta.get_field(name)
    key = getattr(obj, field.attname)
    field.set_cached_value(obj, None if key is None else rows[key])


def _inspections():
    rows, forces, frameworks = Inspection.objects.published().newest_first(), by_key(Force), by_key(Framework)
    found = {inspection.pk: inspection for inspection in rows}
    for inspection in found.values():
        give(inspection, "force", forces)
        give(inspection, "framework", frameworks)
    return RowsByKey(Inspection.objects.select_related("force", "framework"), found)


def _scales():
    """Scales with their grades, which other code asks for as `scale.grades.all()`."""
    rows = GradeScale.objects.prefetch_related("grades")
    return RowsByKey(rows, rows.in_bulk())


READ = {Inspection: _inspections, GradeScale: _scales}
