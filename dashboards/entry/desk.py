"""/entry/: where work begins. What is being drafted, what waits for a second person, and ways on.

Each place is shown to those who may use it.
"""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.entry.access import may, may_maintain, needs
from dashboards.entry.standing import standings
from inspections.models import Inspection
from inspections.roles import CHANGE_FORCES, ENTER, FOLLOW_UP, MANAGE_PEOPLE, PUBLISH, VIEW_CASES

State = Inspection.State


@dataclass(frozen=True)
class Place:
    """A way on from the desk: its words, the name of its address, what it is for, and who may use it."""

    label: str
    url_name: str
    purpose: str
    permissions: tuple[str, ...]
    is_maintenance: bool = False

    def is_open_to(self, person):
        if self.is_maintenance:
            return any(may_maintain(person, permission) for permission in self.permissions)
        return may(person, *self.permissions)


BEGINNINGS = (
    Place("A new inspection", "new-inspection", "Begin a draft: who was inspected, when, by which rules.", (ENTER,)),
    Place("A report to be read", "reading-list", "A published report becomes a draft, with its lines.", (ENTER,)),
    Place("An inspection from a file", "entry-upload", "A workbook or YAML document, looked through first.", (ENTER,)),
)
PLACES = (
    Place("People", "people", "Invite somebody, give roles, close accounts, issue links.", (MANAGE_PEOPLE,)),
    Place(
        "Forces",
        "force-desk",
        "Add a force that is missing, rename one, give it other names. Readers see it at once.",
        (CHANGE_FORCES,),
    ),
    Place(
        "Maintenance",
        "admin:index",
        "Frameworks, the list of themes, the glossary and accounts, field by field. Readers see it at once.",
        (CHANGE_FORCES,),
        is_maintenance=True,
    ),
    Place("Themes", "theme-desk", "Merge a theme into another, or take one out of use.", (PUBLISH,)),
    Place(
        "Published inspections",
        "published-list",
        "Correct one by a new edition, record what became of it, read who did what.",
        (ENTER, PUBLISH, FOLLOW_UP),
    ),
    Place(
        "Record of reference data",
        "reference-record",
        "Who changed forces, frameworks, themes, the glossary and accounts.",
        (ENTER, PUBLISH, FOLLOW_UP, MANAGE_PEOPLE),
    ),
    Place("Reported errors", "error-report-list", "What readers say is wrong, and the answers to it.", (ENTER,)),
    Place("Single cases", "case-list", "Audited cases one by one, and what is computed from them.", (VIEW_CASES,)),
)
OWN = (
    Place("Your views", "view-list", "Registers as you filtered them, private or shared by link.", ()),
    Place("Your tokens", "token-list", "Let a script read the API and files in your place.", ()),
    Place("Your sessions", "own-sessions", "See where you are signed in, and end it.", ()),
    Place("Your password", "own-password", "Change it; every session of your account ends.", ()),
)
GROUPS = (("begin", "Enter an inspection", BEGINNINGS), ("places", "Other work", PLACES), ("own", "Your account", OWN))


@needs()
@require_safe
def desk(request):
    person = request.user
    can_see = may(person, ENTER, PUBLISH)
    rows = []
    if can_see:
        rows = list(
            Inspection.objects.filter(state__in=[State.DRAFT, State.IN_REVIEW])
            .select_related("force")
            .order_by("-changed_at", "pk")
        )
    told = standings(rows)
    context = {
        "can_see_drafts": can_see,
        "drafts": [(row, told[row.pk]) for row in rows if row.state == State.DRAFT],
        "in_review": [(row, told[row.pk]) for row in rows if row.state == State.IN_REVIEW],
        "groups": [
            (name, heading, [place for place in places if place.is_open_to(person)]) for name, heading, places in GROUPS
        ],
        "may_publish": may(person, PUBLISH),
    }
    return render(request, "entry/desk.html", context)
