"""What readers say is wrong, and the answers to it. Neither touches the item."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from findings.models import ErrorReport


@transaction.atomic
def report_error(*, kind, key, inspection, text, contact=""):
    """Files a reader's report on an item; `inspection` is None for a theme. Nobody's name is kept but a contact given.

    Raises ValidationError, which names every field that is wrong.
    """
    report = ErrorReport(
        kind=kind,
        key=key,
        inspection_slug=inspection.slug if inspection else "",
        edition=inspection.edition if inspection else None,
        text=text.strip(),
        contact=contact.strip(),
    )
    report.full_clean()
    report.save(force_insert=True)
    return report


@transaction.atomic
def answer_error_report(report, *, state, note, by, seen=None):
    """Sets what became of a report. Closing it (declined, mended) deletes the contact.

    `seen`: the state that the person who answers had before them; ValidationError where somebody was faster, and where
    the answer is not complete.
    """
    row = ErrorReport.objects.select_for_update().get(pk=report.pk)
    if seen is not None and seen != row.state:
        raise ValidationError(
            f"{row.handled_by or 'Somebody'} answered this report meanwhile: {row.get_state_display().lower()}."
        )
    if state == ErrorReport.State.NEW:
        raise ValidationError({"state": "An answer cannot make a report new again."})
    row.state, row.note = state, note.strip()
    row.handled_by, row.handled_at = by, timezone.now()
    if row.state in ErrorReport.CLOSED:
        row.contact = ""
    row.full_clean()
    row.save()
    return row
