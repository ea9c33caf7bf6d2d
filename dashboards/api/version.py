"""The data version, and the tag by which a client asks only for what changed."""

import hashlib
import tomllib

from django.conf import settings
from django.db.models import CharField, Count, F, Max, Sum, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from config.environment import ROOT
from findings.models import Claim, Finding, Illustration, Recommendation, Theme
from inspections.models import Area, Chapter, Force, Framework, Grade, Inspection

RELEASE = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
PARTS = (
    (Inspection.objects.published(), ("slug", "edition", "changed_at")),
    (Claim.objects.published(), ("id", "recommendation_id", "voice", "state", "on")),
    (Force.objects.all(), ("slug", "region", "nation", "ons_code", "name")),
    (Theme.objects.all(), ("slug", "order", "group", "name", "definition")),
    (Area.objects.all(), ("slug", "order")),
    (Chapter.objects.all(), ("slug", "order")),
    (Framework.objects.all(), ("slug", "order")),
    (Grade.objects.all(), ("scale__slug", "slug", "order")),
)
CODED = (Finding, Illustration, Recommendation)


def data_version():
    """A short name of the state of everything that a row shows; one query.

    It must move with every publication, claim, coding, theme and reference edit, and with nothing that is not
    public: a draft leaves it as it is. What a published inspection holds changes only with the store, which touches
    the inspection; what people add besides (claims, codings) and reference rows are looked at one by one. Whoever
    adds a column that shows something else adds the place it comes from here.
    """
    parts = [_listed(queryset, fields) for queryset, fields in PARTS] + [_coded(model) for model in CODED]
    found = parts[0].union(*parts[1:], all=True)
    lines = sorted("\x1f".join(map(str, row)) for row in found)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def entity_tag(request):
    """Release, data version, local date, address and the form of the answer: the same tag, the same bytes."""
    key = (
        RELEASE,
        data_version(),
        timezone.localdate().isoformat(),
        settings.SITE_ADDRESS,
        request.build_absolute_uri(),
        request.accepted_media_type,
    )
    return f'"{hashlib.sha256("|".join(key).encode()).hexdigest()[:32]}"'


def _text(expression):
    return Cast(expression, TextField())


def _listed(queryset, fields):
    """One line of text per row."""
    pieces = [piece for field in fields for piece in (Value("\x1f"), _text(F(field)))]
    name = Value(queryset.model._meta.label_lower, output_field=CharField())
    return queryset.order_by().values_list(_text(name), Concat(*pieces, output_field=TextField()))


def _coded(model):
    """One line for all codings of a kind: their number, the last one and the sum of what they name."""
    codings = model.codings.rel.related_model
    published = codings.objects.filter(**{f"{model._meta.model_name}__inspection__state": "published"})
    sums = published.order_by().annotate(name=_text(Value(codings._meta.label_lower))).values("name")
    counted = sums.annotate(last=Max("pk"), total=Sum("theme_id"), number=Count("pk"))
    pieces = (_text(F("number")), Value("\x1f"), _text(F("last")), Value("\x1f"), _text(F("total")))
    return counted.values_list("name", Concat(*pieces, output_field=TextField()))
