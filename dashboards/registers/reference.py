"""The rows that other rows name, such as forces, areas and published inspections: read once for a state of the data.

A page of a register joins none of them: its rows are given these, which all requests of a process share.
"""

from findings.data_version.kept_values import KeptValues
from inspections.models import Force, Framework, Inspection

KEPT = KeptValues(24)


def by_key(model):
    """Every row of the model by its key; of inspections the published ones. Nobody changes one."""
    return KEPT.get(model, READ.get(model, lambda: model.objects.in_bulk()))


def give(obj, name, rows):
    """Sets what a foreign key of the object leads to; KeyError where it is not among the rows: the data has moved."""
    field = obj._meta.get_field(name)
    key = getattr(obj, field.attname)
    field.set_cached_value(obj, None if key is None else rows[key])


def _inspections():
    forces, frameworks = by_key(Force), by_key(Framework)
    found = {inspection.pk: inspection for inspection in Inspection.objects.published()}
    for inspection in found.values():
        give(inspection, "force", forces)
        give(inspection, "framework", frameworks)
    return found


READ = {Inspection: _inspections}
