"""What the value of a field may be, for a person to choose: the words of its kind, or names of its framework."""

from findings.reading.written import words_of
from inspections.models import Area, Chapter, Force, Framework, Grade, GradeScale, Topic

LISTED = "areas"


def choices_of(path, framework):
    """`[(value, name)]`, or nothing where a person writes freely. `framework`: the slug of the inspection's."""
    field = path.rpartition(".")[2]
    if field in ("area", LISTED):
        return _named(Area.objects.filter(framework__slug=framework).order_by("order"))
    if field == "chapter":
        return _named(Chapter.objects.filter(framework__slug=framework).order_by("order"))
    if field == "topic":
        return _named(Topic.objects.filter(framework__slug=framework).order_by("order"))
    if field == "grade":
        scales = Framework.objects.filter(slug=framework).values("topic_scale")
        return _named(Grade.objects.filter(scale__in=scales).order_by("order"))
    if field == "force":
        return _named(Force.objects.order_by("name"))
    if field == "framework":
        return _named(Framework.objects.order_by("order"))
    if field == "scale":
        return _named(GradeScale.objects.order_by("slug"))
    return [(word, word.replace("-", " ")) for word in words_of(path)]


def _named(rows):
    return list(rows.values_list("slug", "name"))
