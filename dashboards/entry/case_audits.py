"""The case audits of a draft as one grid, checked while it is filled in and again when it is saved."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from dashboards.entry.access import needs
from dashboards.entry.drafts import conflict, open_desk_of, refusals_shown
from dashboards.entry.scratch import Unsaved, saved
from dashboards.entry.versions import BEGAN, Said, is_chosen_from, settle
from findings.actions.draft_document import ConflictError, document_seen, edit, version_of
from findings.documents.tally_grid import EVERYWHERE, audits_of, counted_sets, read_grid, texts_of
from findings.reconcile import figure_equations
from findings.statistics.ledger import ledger_of
from findings.statistics.results import span_in_words
from inspections.roles import ENTER

LIST = "case_audits"
NO_LUMPED = (("lumped-0.audit", ""),)  # without any such field a form keeps what the draft has


def _ledger(desk, grid):
    """Every equation over what stands in the grid, and over the printed figures of the draft."""
    sets = counted_sets(grid)
    equations = tuple(figure_equations(desk.inspection))
    if not sets and not equations:
        return ()
    return ledger_of(sets, equations, grades=desk.choices.of("grades"), areas=desk.choices.of("areas"))


def _sums(desk, grid, heads):
    """The two sums that a person compares by eye: (name, of which lines, (head of the column, number))."""
    lines = {(line.assessor, line.sample, line.area): line for line in grid.lines}
    samples = [lines["hmicfrs", "joint", None], lines["hmicfrs", "additional", None]]
    areas = [lines["hmicfrs", "all", area] for area in desk.choices.of("areas")]
    return [
        ("Joint and additional cases", samples, zip(heads, _added(samples, desk), strict=True)),
        ("The areas", areas, zip(heads, _added(areas, desk), strict=True)),
    ]


def _together(desk, grid):
    """The counts over several grades in words."""
    return "; ".join(f"{line.name}: {words}" for line in grid.lines for words in _lumped(desk, line))


def _lumped(desk, line):
    names = {grade: desk.choices.name("grades", grade) for grade in desk.choices.of("grades")}
    return [f"{span_in_words(names[one.grade], names[one.grade_to])} together: {one.cases}" for one in line.lumped]


def _added(lines, desk):
    columns = [[line.by_grade()[grade] for line in lines] for grade in desk.choices.of("grades")]
    columns.append([line.sum() for line in lines])
    return [None if not values or None in values else sum(values) for values in columns]


def _context(desk, grid, seen, *, is_checked=False, unsaved=None):
    ledger = sorted(_ledger(desk, grid), key=lambda line: line.outcome != "fails")
    grades = [(grade, desk.choices.name("grades", grade)) for grade in desk.choices.of("grades")]
    names = [name for _, name in grades]
    return {
        "desk": desk,
        "grid": grid,
        "grades": grades,
        "rows": [(line, list(zip(line.counts, names, strict=True)), _lumped(desk, line)) for line in grid.lines],
        "is_lumped": any(line.is_used for line in grid.together),
        "sums": _sums(desk, grid, [*names, "Sum"]),
        "ledger": ledger,
        "fails": sum(line.outcome == "fails" for line in ledger),
        "errors": [(sentence, f"#{field}") for field, sentence in grid.errors],
        "seen": seen,
        "is_checked": is_checked,
        "comments": desk.comments(LIST),
        "unsaved": unsaved,
        "trail": desk.trail(("Case audits", "")),
    }


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_shown
def case_audits(request, pk):
    desk = open_desk_of(pk)
    if not desk.choices.case_scale:
        messages.info(request, "This framework grades topics and no cases.")
        return redirect("draft-tasks", pk=pk)
    if request.method != "POST":
        unsaved = Unsaved(request)
        texts = texts_of(desk.document, desk.choices) if unsaved.data is None else unsaved.data
        grid = read_grid(texts, desk.document, desk.choices)
        seen = unsaved.seen(version_of(desk.document, LIST))
        return render(request, "entry/case_audits.html", _context(desk, grid, seen, unsaved=unsaved))
    undecided = settle(request, _said(desk, desk.document)) if is_chosen_from(request) else ()
    grid = read_grid(request.POST, desk.document, desk.choices)
    seen = request.POST.get("seen", "")
    if grid.errors or request.POST.get("do") == "check":
        context = _context(desk, grid, seen, is_checked=True, unsaved=Unsaved(request))
        return render(request, "entry/case_audits.html", context, status=400 if grid.errors else 200)
    return _save(request, desk, grid, seen, undecided)


def _save(request, desk, grid, seen, undecided):
    def with_grid(document):
        return document.model_copy(update={LIST: audits_of(grid, document, desk.choices)})

    try:
        if undecided:
            raise ConflictError(desk.document)
        edit(desk.inspection, with_grid, by=request.user, watched=[LIST], seen=seen)
    except ConflictError as other:
        return _conflict(request, desk, other.document, with_grid(other.document), undecided)
    saved(request)
    fails = sum(line.outcome == "fails" for line in _ledger(desk, grid))
    if fails:
        messages.warning(request, f"Saved. {fails} of the equations below {'does' if fails == 1 else 'do'} not hold.")
    else:
        messages.success(request, "Saved. No equation fails.")
    return redirect("draft-case-audits", pk=desk.inspection.pk)


def _said(desk, document):
    """What the grid says of a document: every cell by itself, what counts several grades together as one."""
    texts = texts_of(document, desk.choices)
    grid, said = read_grid(texts, document, desk.choices), {}
    for line in grid.lines:
        for cell in line.cells:
            said[cell.field] = Said(cell.label, cell.text, ((cell.field, cell.text),))
        field = f"{line.key}.derived"
        shown = "yes" if line.is_derived else ""
        said[field] = Said(f"{line.name}, worked out and not printed", shown, ((field, "on"),) if shown else ())
    together = tuple((name, text) for name, text in texts.items() if name.startswith("lumped-")) or NO_LUMPED
    said["lumped"] = Said("Grades counted together", _together(desk, grid), together, is_group=True)
    return said


def _conflict(request, desk, stored, mine, undecided):
    began = document_seen(desk.inspection, request.POST.get(BEGAN if undecided else "seen", ""), LIST)
    request.POST = _typed_as(request, texts_of(mine, desk.choices))
    return conflict(
        request,
        desk,
        [document and _said(desk, document) for document in (stored, mine, began)],
        what="Case audits",
        again=reverse("draft-case-audits", args=[desk.inspection.pk]),
        seen=version_of(stored, LIST),
        undecided=undecided,
    )


def _typed_as(request, texts):
    """What was sent, with the grid as it was understood: a place that holds for all lines stands in each of them."""
    kept = {name: values for name, values in request.POST.lists() if "." not in name and name not in (EVERYWHERE, "do")}
    data = QueryDict(mutable=True)
    for name, values in (kept | {name: [text] for name, text in (dict(NO_LUMPED) | texts).items()}).items():
        data.setlist(name, values)
    return data


@needs(ENTER)
@require_POST
@refusals_shown
def check_case_audits(request, pk):
    """The ledger over the numbers that were sent, as a piece of the page; nothing is kept."""
    desk = open_desk_of(pk)
    grid = read_grid(request.POST, desk.document, desk.choices)
    return render(request, "entry/_ledger.html", _context(desk, grid, ""))
