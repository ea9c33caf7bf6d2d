"""Reference data that items rest on by a many-to-many link, which Django would let go without a word."""

from django.db.models import ProtectedError

from findings.models import Finding, Illustration, Recommendation, ReportedFigure


def protect_area(sender, instance, **kwargs):
    """Refuses to delete an area that any item speaks of; sets of cases protect theirs by their foreign key."""
    for model in (Finding, Illustration, Recommendation, ReportedFigure):
        items = model.objects.filter(areas=instance)
        if items.exists():
            raise ProtectedError(f"The area {instance} is named by {model._meta.verbose_name_plural}.", set(items))
