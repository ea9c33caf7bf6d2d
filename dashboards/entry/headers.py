"""Who was inspected, when and by which rules: the first page of a new inspection, and the same of a draft."""

import re
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from dashboards.entry.abstracts import to_write_from
from dashboards.entry.access import may, needs
from dashboards.entry.day_field import SUCH_AS, day_of
from dashboards.entry.drafts import conflict, open_desk_of, refusals_shown
from dashboards.entry.missing import ask_for_missing
from dashboards.entry.part_form import PartForm, initial_of
from dashboards.entry.scratch import Unsaved, saved
from dashboards.entry.versions import BEGAN, is_chosen_from, said_in, settle
from findings.actions.draft_document import ConflictError, create_inspection, document_seen, edit, version_of
from findings.actions.refusal import RefusedError
from findings.documents.inspection_document import InspectionPart
from findings.documents.parts import HEADER
from findings.documents.problems import DocumentError
from findings.documents.workbook.choices import Choices
from findings.documents.workbook.layout import Column
from findings.documents.workbook.sheets import INSPECTION
from inspections.models import Force, Framework, Inspection
from inspections.roles import CHANGE_FORCES, ENTER

FRAMEWORK = Column(
    "Framework",
    "framework",
    "choice",
    "The edition of the inspectorate's rules. It cannot be changed later.",
    choices="frameworks",
    is_required=True,
)
FORCE_HINT = "Choose from the list."
PRINTED_ADDRESS = re.compile(r"(?![a-z]+:)[a-z0-9-]+(\.[a-z0-9-]+)+(/|$)", re.IGNORECASE)
# What one reads off the first page of a report, in its order.
FIRST = (
    *("force", "kind", "framework", "title", "inspected_from", "inspected_to", "inspected_precision"),
    *("published_on", "published_precision", "isbn", "address", "abstract", "parent", "edition_note"),
)
SELDOM = ("published_as_printed", "archive_address", "text_edition", "slug")
EXACTLY = "Day where the report prints the day; otherwise month or year."
WORDS = {
    "kind": ("Kind of inspection", ""),
    "framework": (
        "Framework",
        "It gives grades, areas and chapters, and cannot be changed later. Look at the tables of the report: cases "
        "graded good, requires improvement or inadequate are three grades, with adequate besides four. A report that "
        "grades five topics counts no cases.",
    ),
    "parent": ("Follows up", "The published inspection that this one follows up, if it is a review or re-inspection."),
    "title": ("Title of the report", ""),
    "inspected_from": ("First day of the inspection", SUCH_AS),
    "inspected_to": ("Last day of the inspection", SUCH_AS),
    "inspected_precision": ("How exactly these days are known", EXACTLY),
    "published_on": ("Published on", f"{SUCH_AS} Where only the month or year is printed, enter its first day."),
    "published_precision": ("How exactly the day of publication is known", EXACTLY),
    "abstract": (
        "Abstract",
        "Two or three sentences of your own: what was found, how the cases were graded, what the force is asked to do. "
        "It can wait until the rest is entered.",
    ),
    "address": ("Web address of the report", "As printed; https:// is put before it where it is missing."),
}


def _choices():
    """The lists of the header's fields, with names for people."""
    rows = {
        "forces": Force.objects.all(),
        "frameworks": Framework.objects.all(),
        "inspections": Inspection.objects.published().newest_first(),
    }
    lists = {name: [(row.slug, str(row)) for row in found] for name, found in rows.items()}
    return Choices(
        framework="",
        framework_name="",
        lists={name: tuple(slug for slug, _ in found) for name, found in lists.items()},
        names={(name, slug): label for name, found in lists.items() for slug, label in found},
    )


class HeaderForm(PartForm):
    """The fields of the details in the order of a report, with words for who has never seen a workbook."""

    seldom = SELDOM

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([*FIRST, *SELDOM])
        for name, (label, hint) in WORDS.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, hint
        ask_for_missing(self)

    def clean_address(self):
        return _with_scheme(self.cleaned_data["address"])

    def clean_archive_address(self):
        return _with_scheme(self.cleaned_data["archive_address"])


def _with_scheme(address):
    """A web address as reports print it, without its beginning, is made whole; any other text stays as it is."""
    return f"https://{address}" if PRINTED_ADDRESS.match(address) else address


def _force_hint(person):
    """How to choose a force, and what to do where it is missing."""
    if may(person, CHANGE_FORCES):
        where = format_html('<a href="{}">Add it to the list</a>.', reverse("force-add"))
    else:
        where = "Ask an administrator of this site to add it."
    return format_html("{} The force is not in the list? {}", FORCE_HINT, where)


def _form(person, data=None, initial=None, fixed=()):
    columns = [column for column in INSPECTION.columns if column.field not in dict(fixed)]
    if "framework" not in dict(fixed):
        columns.insert(2, FRAMEWORK)
    columns = [replace(c, about=_force_hint(person)) if c.field == "force" else c for c in columns]
    form = HeaderForm(data, initial=initial, part=InspectionPart, columns=columns, choices=_choices(), fixed=fixed)
    form.fields["force"].widget.attrs["data-type-ahead"] = "force-names"
    if "slug" in form.fields:
        form.fields["slug"].required = False
        form.fields[
            "slug"
        ].help_text = "Left empty: made from the force, the year and the kind, for example dorset-2021."
    return form


def _fill(form, unsaved):
    """Shows what is unsaved, and what was typed to find a force and found none."""
    unsaved.fill(form)
    form.fields["force"].widget.attrs["data-typed"] = (unsaved.data or {}).get("force-typed", "")


def _other_names():
    """Aliases of every force, for the type-ahead."""
    return {row.slug: [row.name, row.official_name, *row.aliases] for row in Force.objects.all()}


def _named(data):
    """What was sent; a name in addresses that was left out is made of the force, the year and the kind."""
    force, kind = data.get("force"), data.get("kind")
    try:
        published = day_of(data.get("published_on", ""))
    except forms.ValidationError:
        published = None
    if data.get("slug", "").strip() or not (force and published):
        return data
    data = data.copy()
    data["slug"] = "-".join([force, str(published.year), *([kind] if kind != "inspection" else [])]) if kind else ""
    return data


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_inspection(request):
    form = _form(
        request.user, _named(request.POST) if request.method == "POST" else None, {"inspected_precision": "day"}
    )
    del form.fields["edition_note"]  # a first edition corrects nothing
    unsaved = Unsaved(request)
    _fill(form, unsaved)
    if form.is_valid():
        try:
            draft = create_inspection(form.made, by=request.user)
        except RefusedError as refusal:
            form.add_error("slug", refusal.sentences)
        except DocumentError as error:
            form.add_error(None, [problem.message for problem in error.problems])
        else:
            saved(request)
            messages.success(request, "The draft has been made. Go on with any part, in any order.")
            return redirect("draft-tasks", pk=draft.pk)
    context = {
        "form": form,
        "names": _other_names(),
        "heading": "A new inspection",
        "do": "Make the draft",
        "unsaved": unsaved,
        "trail": [("Desk", reverse("entry")), ("A new inspection", "")],
    }
    return render(request, "entry/header.html", context, status=400 if form.errors else 200)


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_shown
def header(request, pk):
    desk = open_desk_of(pk)
    stored = desk.document.inspection
    fixed = [("slug", stored.slug), ("framework", stored.framework)]
    start = initial_of(stored, INSPECTION.columns)
    undecided = settle(request, _said(request.user, stored)) if is_chosen_from(request) else ()
    form = _form(request.user, request.POST if request.method == "POST" else None, start, fixed)
    form.fields["seen"] = forms.CharField(
        widget=forms.HiddenInput, initial=version_of(desk.document, HEADER), required=False
    )
    unsaved = Unsaved(request)
    _fill(form, unsaved)
    if form.is_valid():
        if undecided:
            return _conflict(request, desk, form.made, desk.document, undecided)
        try:
            made = form.made
            edit(
                desk.inspection,
                lambda document: document.model_copy(update={"inspection": made}),
                by=request.user,
                watched=[HEADER],
                seen=form.cleaned_data["seen"],
            )
        except ConflictError as other:
            return _conflict(request, desk, made, other.document)
        except DocumentError as error:
            form.add_error(None, [problem.message for problem in error.problems])
        else:
            saved(request)
            messages.success(request, "Saved.")
            return redirect("draft-tasks", pk=pk)
    context = {
        "form": form,
        "names": _other_names(),
        "heading": "Details of the inspection",
        "do": "Save",
        "unsaved": unsaved,
        "desk": desk,
        "comments": desk.comments(HEADER),
        "to_write_from": to_write_from(desk),
        "trail": desk.trail(("Details of the inspection", "")),
    }
    return render(request, "entry/header.html", context, status=400 if form.errors else 200)


def _said(person, part):
    """What the details say, field by field."""
    fixed = [("slug", part.slug), ("framework", part.framework)]
    return said_in(_form(person, None, initial_of(part, INSPECTION.columns), fixed))


def _conflict(request, desk, mine, theirs, undecided=()):
    began = document_seen(desk.inspection, request.POST.get(BEGAN if undecided else "seen", ""), HEADER)
    own = theirs.model_copy(update={HEADER: mine})
    return conflict(
        request,
        desk,
        [one and _said(request.user, one.inspection) for one in (theirs, own, began)],
        what="Details of the inspection",
        again=reverse("draft-header", args=[desk.inspection.pk]),
        seen=version_of(theirs, HEADER),
        undecided=undecided,
    )
