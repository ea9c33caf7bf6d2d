"""The case audits of a draft as one grid, checked while it is filled in and again when it is saved."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from dashboards.entry.access import needs
from dashboards.entry.drafts import conflict, open_desk_of, refusals_shown
from dashboards.entry.scratch import Unsaved, saved
from findings.actions.draft_document import ConflictError, edit, version_of
from findings.documents.tally_grid import audits_of, counted_sets, read_grid, texts_of
from findings.reconcile import figure_equations
from findings.statistics.ledger import ledger_of
from findings.statistics.results import span_in_words
from inspections.roles import ENTER

LIST = "case_audits"
OWN = ("csrfmiddlewaretoken", "seen", "do")


def _ledger(desk, grid):
    """Every equation over what stands in the grid, and over the printed figures of the draft."""
    sets = counted_sets(grid)
    equations = tuple(figure_equations(desk.inspection))
    if not sets and not equations:
        return ()
    return ledger_of(sets, equations, grades=desk.choices.of("grades"), areas=desk.choices.of("areas"))


def _sums(desk, grid):
    """The two sums that a person compares by eye: (name, of which lines, the line it should equal, numbers)."""
    lines = {(line.assessor, line.sample, line.area): line for line in grid.lines}
    samples = [lines["hmicfrs", "joint", None], lines["hmicfrs", "additional", None]]
    areas = [lines["hmicfrs", "all", area] for area in desk.choices.of("areas")]
    return [
        ("Joint and additional cases", samples, _added(samples, desk)),
        ("The areas", areas, _added(areas, desk)),
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
    return {
        "desk": desk,
        "grid": grid,
        "grades": [(grade, desk.choices.name("grades", grade)) for grade in desk.choices.of("grades")],
        "rows": [(line, _lumped(desk, line)) for line in grid.lines],
        "is_lumped": any(line.is_used for line in grid.together),
        "sums": _sums(desk, grid),
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
    grid = read_grid(request.POST, desk.document, desk.choices)
    seen = request.POST.get("seen", "")
    if grid.errors or request.POST.get("do") == "check":
        context = _context(desk, grid, seen, is_checked=True, unsaved=Unsaved(request))
        return render(request, "entry/case_audits.html", context, status=400 if grid.errors else 200)
    return _save(request, desk, grid, seen)


def _save(request, desk, grid, seen):
    def with_grid(document):
        return document.model_copy(update={LIST: audits_of(grid, document, desk.choices)})

    try:
        edit(desk.inspection, with_grid, by=request.user, watched=[LIST], seen=seen)
    except ConflictError as other:
        return _conflict(request, desk, grid, other.document)
    saved(request)
    fails = sum(line.outcome == "fails" for line in _ledger(desk, grid))
    if fails:
        messages.warning(request, f"Saved. {fails} of the equations below {'does' if fails == 1 else 'do'} not hold.")
    else:
        messages.success(request, "Saved. No equation fails.")
    return redirect("draft-case-audits", pk=desk.inspection.pk)


def _conflict(request, desk, grid, stored):
    theirs = texts_of(stored, desk.choices)
    together = _together(desk, read_grid(theirs, stored, desk.choices)), _together(desk, grid)
    found = [
        (cell.label, theirs.get(cell.field, ""), cell.text)
        for line in grid.lines
        for cell in line.cells
        if theirs.get(cell.field, "") != cell.text
    ]
    if together[0] != together[1]:
        found.append(("Grades counted together", *together))
    return conflict(
        request,
        desk,
        differences=found,
        what="Case audits",
        again=reverse("draft-case-audits", args=[desk.inspection.pk]),
        hidden=[
            *((name, value) for name, value in request.POST.items() if name not in OWN),
            ("seen", version_of(stored, LIST)),
        ],
    )


@needs(ENTER)
@require_POST
@refusals_shown
def check_case_audits(request, pk):
    """The ledger over the numbers that were sent, as a piece of the page; nothing is kept."""
    desk = open_desk_of(pk)
    grid = read_grid(request.POST, desk.document, desk.choices)
    return render(request, "entry/_ledger.html", _context(desk, grid, ""))
