"""Roles: what a person with an account may do beyond reading. Each is a group of permissions; `sync_roles` makes them.

A person may have several roles. Reading what is published needs none.
"""

from dataclasses import dataclass

ENTER = "inspections.enter_findings"
PUBLISH = "inspections.publish_findings"
FOLLOW_UP = "inspections.record_follow_up"
MANAGE_PEOPLE = "inspections.manage_people"
CHANGE_FORCES = "inspections.change_force"
VIEW_CASES = "findings.view_auditedcase"


@dataclass(frozen=True)
class Role:
    """One role: its name, what it is for in a sentence, and the permissions that it brings (`app.codename`)."""

    name: str
    purpose: str
    permissions: tuple[str, ...]


ROLES = (
    Role("reader", "Reads what is published, also where an installation is closed to the public.", ()),
    Role("analyst", "Sees single audited cases and what is computed from them.", (VIEW_CASES,)),
    Role("editor", "Enters findings as drafts and records what became of recommendations.", (ENTER, FOLLOW_UP)),
    Role(
        "publisher",
        "Checks what another person entered, returns it or publishes it.",
        (ENTER, FOLLOW_UP, PUBLISH),
    ),
    Role("administrator", "Invites people, gives roles and keeps the list of forces.", (MANAGE_PEOPLE, CHANGE_FORCES)),
)
ROLE_NAMES = tuple(role.name for role in ROLES)
