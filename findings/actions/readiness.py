"""Whether a draft is fit to be checked and published, and by whom: every reason against it, in sentences."""

from pydantic import ValidationError

from findings.actions.draft import invalid
from findings.actions.waivers import in_words, unwaived
from findings.documents.check import check
from findings.documents.parts import HEADER, parts_of
from findings.documents.yaml_form import Source
from findings.models import Revision
from findings.store import record
from findings.store.export import document_of
from findings.store.load import says_the_same
from findings.store.obstacles import obstacles
from findings.store.peoples_work import named_again
from findings.store.vocabulary import vocabulary
from inspections.models import Inspection

What = Revision.What
# Whoever did one of these has worked on the draft.
WORK = (What.CREATED, What.CHANGED, What.REVERTED, What.WAIVED, What.SUBMITTED)


def workers_on(draft):
    """The ids of everybody who entered, changed, waived or submitted anything of this draft."""
    return set(
        Revision.objects.of(draft).filter(what__in=WORK, by__isnull=False).order_by().values_list("by_id", flat=True)
    )


def unready(draft):
    """Sentences that say why this draft cannot be published by anybody as it stands; none where it can."""
    return [*unfit(draft), *(_unexplained(line) for line in unwaived(draft))]


def unfit(draft):
    """The same without the equations that fail, for a page that shows those by themselves."""
    try:
        document = document_of(draft)
    except ValidationError as error:
        return invalid(error)
    source = Source("draft", document, {})
    sentences = [_sentence(problem) for problem in (*check(source, vocabulary()), *obstacles([source], as_draft=True))]
    if set(parts_of(document)) == {HEADER}:
        sentences.append("Nothing has been entered yet.")
    current = Inspection.objects.published().filter(slug=draft.slug).first()
    if current is not None:
        sentences += _against_current(draft, current, document)
    elif draft.edition != 1:
        sentences.append("The edition that this one corrects is not published any more.")
    return sentences


def _unexplained(line):
    return f"{in_words(line)} Correct the numbers, or say why the report prints them so."


def unpublishable(draft, by):
    """Sentences that say why this person cannot publish this draft; none where they can."""
    sentences = unready(draft)
    workers = workers_on(draft)
    if by.pk in workers:
        sentences.append("You have worked on this draft yourself. Somebody else has to check and publish it.")
    if not workers:
        sentences.append("Nobody is on record as having submitted this draft.")
    if record.recorded_state(draft) != record.state_of(draft):
        sentences.append(
            "The draft says something that is not on record. Take it back, look it through, and submit it again."
        )
    return sentences


def _against_current(draft, current, document):
    if draft.edition != current.edition + 1:
        yield f"Edition {current.edition} has been published in the meantime. Start the correction again from there."
    if not draft.edition_note.strip():
        yield "Say in the note on the edition what it corrects."
    same = document.model_copy(
        update={"inspection": document.inspection.model_copy(update={"edition_note": current.edition_note or None})}
    )
    if says_the_same(current, same) and not named_again(current, document, record.begun_at(draft)):
        yield f"This edition says the same as edition {current.edition}."


def _sentence(problem):
    return f"{problem.where}: {problem.message}." if problem.where else f"{problem.message}."
