"""Accepting that an equation of the ledger fails: with a reason, which is public once the inspection is."""

from django.db import transaction

from findings.actions.draft import State, locked
from findings.actions.refusal import RefusedError, require_reason, require_right
from findings.models import Waiver
from findings.reconcile import ledger
from findings.store import record
from inspections.roles import ENTER

# How the record of a withdrawn reason begins.
WITHDRAWN = "Withdrawn:"
FEWEST_WORDS = 2


def failures(inspection):
    """The equations that fail as printed."""
    return [line for line in ledger(inspection) if line.outcome == "fails"]


def in_words(line):
    """An equation and its numbers as one sentence."""
    return f"{line.statement.rstrip('.')}: {line.detail.rstrip('.')}."


def unwaived(inspection):
    """The failures for which no waiver holds: one made for other numbers holds no more."""
    held = set(inspection.waivers.values_list("equation", "detail"))
    return [line for line in failures(inspection) if (line.key, line.detail) not in held]


@transaction.atomic
def waive(inspection, equation, *, by, reason):
    """States why the report is right or wrong here. Whoever states it has worked on the draft and cannot publish it."""
    require_right(by, ENTER)
    reason = require_reason(reason, "Say why the equation fails: the reason is shown beside it.")
    draft = locked(inspection.pk, State.DRAFT)
    line = next((line for line in failures(draft) if line.key == equation), None)
    if line is None:
        raise RefusedError("This equation does not fail; there is nothing to accept.")
    if len(reason.split()) < FEWEST_WORDS:
        raise RefusedError("One word is no reason: say what the report prints, or what is wrong in it.")
    Waiver.objects.filter(inspection=draft, equation=equation).delete()
    waiver = Waiver.objects.create(inspection=draft, equation=equation, detail=line.detail, reason=reason, by=by)
    record.write(draft, record.What.WAIVED, by=by, reason=f"{in_words(line)} {reason}")
    return waiver


@transaction.atomic
def withdraw_waiver(inspection, equation, *, by):
    require_right(by, ENTER)
    draft = locked(inspection.pk, State.DRAFT)
    waiver = draft.waivers.filter(equation=equation).first()
    if waiver is None:
        raise RefusedError("There is no such waiver.")
    record.write(draft, record.What.WAIVED, by=by, reason=f"{WITHDRAWN} {waiver.detail.rstrip('.')}. {waiver.reason}")
    waiver.delete()
