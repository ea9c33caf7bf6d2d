"""After every migration, and after a database was emptied: the one row and its triggers are there."""

import secrets

from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from findings.data_version.triggers import ensure_triggers
from findings.models import DataVersion


@receiver(post_migrate, dispatch_uid="findings.data_version.after_migration")
def after_migration(app_config, using, **kwargs):
    if app_config.name != "findings" or DataVersion._meta.db_table not in _tables(using):
        return
    DataVersion.objects.using(using).get_or_create(pk=1, defaults={"name": secrets.token_hex(8)})
    ensure_triggers(using)


def _tables(using):
    """A migration back to before the first version of these tables leaves nothing to watch."""
    with connections[using].cursor() as cursor:
        return connections[using].introspection.table_names(cursor)
