from django.db import models

from inspections.models.slugged import FrameworkPart


class Area(FrameworkPart):
    """An area of child protection by which audited cases are broken down."""

    short_name = models.CharField(max_length=60)

    class Meta(FrameworkPart.Meta):
        pass
