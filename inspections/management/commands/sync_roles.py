from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction

from inspections.roles import ROLES


class Command(BaseCommand):
    help = (
        "Make a group of each role and give it exactly the role's permissions. Safe to repeat; who has which role, and "
        "groups that are no roles, stay as they are."
    )

    @transaction.atomic
    def handle(self, **options):
        known = {
            f"{app}.{codename}": pk
            for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
        }
        for role in ROLES:
            group, _ = Group.objects.get_or_create(name=role.name)
            missing = [name for name in role.permissions if name not in known]
            for name in missing:
                self.stderr.write(f"The role {role.name} asks for {name}, which this release does not know.")
            group.permissions.set([known[name] for name in role.permissions if name in known])
        if options["verbosity"]:
            self.stdout.write(f"Roles: {', '.join(role.name for role in ROLES)}.")
