"""The grades of topics, for a framework that grades topics: a line for each, left empty where none is given."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dashboards.entry.access import needs
from dashboards.entry.drafts import conflict, open_desk_of, refusals_shown
from dashboards.entry.part_form import WHERE, PartForm, initial_of
from dashboards.entry.scratch import Unsaved, saved
from dashboards.entry.versions import BEGAN, is_chosen_from, said_in, settle
from findings.actions.draft_document import ConflictError, document_seen, edit, version_of
from findings.documents.case_audits import TopicGradePart
from findings.documents.workbook.sheets import TOPIC_GRADES
from inspections.roles import ENTER

LIST = "topic_grades"
COLUMNS = tuple(column for column in TOPIC_GRADES.columns if column.field != "topic")


class TopicForm(PartForm):
    """The grade of one topic; without a grade, a place and a note the topic is not graded."""

    def __init__(self, data, *, topic, desk, stored):
        initial = initial_of(stored, COLUMNS) if stored else {}
        super().__init__(
            data,
            part=TopicGradePart,
            columns=COLUMNS,
            choices=desk.choices,
            fixed={"topic": topic},
            prefix=topic,
            initial=initial,
        )
        self.name = desk.choices.name("topics", topic)
        self.fields["grade"].required = self.fields[WHERE].required = False

    def clean(self):
        data = self.cleaned_data
        if self.errors or not any(data.get(name) for name in ("grade", "note", WHERE)):
            return
        for name, sentence in (("grade", "Choose the grade."), (WHERE, "Say where in the report it stands.")):
            if not data.get(name):
                self.add_error(name, sentence)
        super().clean()


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_shown
def topic_grades(request, pk):
    desk = open_desk_of(pk)
    if not desk.choices.topic_scale:
        messages.info(request, "This framework grades cases and no topics.")
        return redirect("draft-tasks", pk=pk)
    stored = {item.topic: item for item in desk.document.topic_grades}
    undecided = settle(request, _said(desk, desk.document)) if is_chosen_from(request) else ()
    sent = request.POST if request.method == "POST" else None
    forms = [TopicForm(sent, topic=topic, desk=desk, stored=stored.get(topic)) for topic in desk.choices.of("topics")]
    unsaved = Unsaved(request)
    seen = unsaved.seen(version_of(desk.document, LIST)) if sent is None else sent.get("seen", "")
    if sent is not None and not any(form.errors for form in forms):
        return _save(request, desk, [form.made for form in forms if form.made is not None], seen, undecided)
    for form in forms:
        unsaved.fill(form)
    context = {"desk": desk, "forms": forms, "seen": seen, "unsaved": unsaved, "comments": desk.comments(LIST)}
    context["trail"] = desk.trail(("Topic grades", ""))
    return render(request, "entry/topic_grades.html", context, status=200 if sent is None else 400)


def _said(desk, document):
    """What a document says of every topic, field by field."""
    graded, said = {item.topic: item for item in document.topic_grades}, {}
    for topic in desk.choices.of("topics"):
        form = TopicForm(None, topic=topic, desk=desk, stored=graded.get(topic))
        said |= {name: replace(one, label=f"{form.name}, {one.label}") for name, one in said_in(form).items()}
    return said


def _save(request, desk, graded, seen, undecided):
    address = reverse("draft-topic-grades", args=[desk.inspection.pk])

    def with_grades(document):
        return document.model_copy(update={LIST: graded})

    try:
        if undecided:
            raise ConflictError(desk.document)
        edit(desk.inspection, with_grades, by=request.user, watched=[LIST], seen=seen)
    except ConflictError as other:
        began = document_seen(desk.inspection, request.POST.get(BEGAN if undecided else "seen", ""), LIST)
        documents = (other.document, with_grades(other.document), began)
        return conflict(
            request,
            desk,
            [document and _said(desk, document) for document in documents],
            what="Topic grades",
            again=address,
            seen=version_of(other.document, LIST),
            undecided=undecided,
        )
    saved(request)
    messages.success(request, f"Saved. {len(graded)} of {len(desk.choices.of('topics'))} topics have a grade.")
    return redirect("draft-tasks", pk=desk.inspection.pk)
