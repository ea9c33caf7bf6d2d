"""Which tables show in public, and how a row of each leads to the inspection that must be public for it to count."""

from dataclasses import dataclass

from django.apps import apps

PUBLIC = "('published', 'superseded')"
REFERENCE = (
    "inspections.Force",
    "inspections.Framework",
    "inspections.Area",
    "inspections.Chapter",
    "inspections.Topic",
    "inspections.GradeScale",
    "inspections.Grade",
    "findings.Theme",
    "findings.GlossaryTerm",
)


@dataclass(frozen=True)
class Tracked:
    """One table. `condition` is SQL over ROW (NEW or OLD) that says whether the row is public; empty: always."""

    table: str
    condition: str = ""


def tracked_tables():
    """Every table that a public page can show, found from the models: what is added to them is tracked by itself."""
    found = [Tracked(apps.get_model(label)._meta.db_table) for label in REFERENCE]
    inspection = apps.get_model("inspections.Inspection")
    found.append(Tracked(inspection._meta.db_table, f"ROW.state IN {PUBLIC}"))
    for model in apps.get_app_config("findings").get_models(include_auto_created=True):
        if path := path_to_inspection(model):
            found.append(Tracked(model._meta.db_table, _condition(model, path)))
    return found


def path_to_inspection(model):
    """The chain of foreign keys from a model to its inspection, shortest first; None where the model is not public.

    A model says `moves_data_version = False` where nothing of it ever shows to everyone. Tables of history are left
    out: they tell what rows were, and no public page shows them.
    """
    if not model._meta.managed or not getattr(model, "moves_data_version", True) or hasattr(model, "history_object"):
        return None
    waiting, seen = [(model, ())], set()
    while waiting:
        current, path = waiting.pop(0)
        if current._meta.label == "inspections.Inspection":
            return path
        if current in seen:
            continue
        seen.add(current)
        waiting += [
            (field.related_model, (*path, field))
            for field in current._meta.fields
            if field.many_to_one and field.related_model._meta.app_label in ("findings", "inspections")
        ]
    return None


def _condition(model, path):
    """SQL that follows the chain from ROW to the state of its inspection."""
    tables = [field.related_model._meta.db_table for field in path]
    joins, last = "", len(path) - 1
    for step in range(last, 0, -1):
        joins += f" JOIN {tables[step - 1]} t{step - 1} ON t{step - 1}.{path[step].column} = t{step}.id"
    return (
        f"EXISTS (SELECT 1 FROM {tables[last]} t{last}{joins} WHERE t0.id = ROW.{path[0].column} "
        f"AND t{last}.state IN {PUBLIC})"
    )
