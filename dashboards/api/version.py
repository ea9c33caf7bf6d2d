"""The tag by which a client asks only for what changed."""

import hashlib

from django.conf import settings
from django.utils import timezone

from findings.data_version.current import version_of_request


def entity_tag(request):
    """Release, data version, local date, address and the form of the answer: the same tag, the same content.

    It is a weak tag, because an answer says when it was made.
    """
    key = (
        settings.RELEASE,
        version_of_request(),
        timezone.localdate().isoformat(),
        settings.SITE_ADDRESS,
        request.build_absolute_uri(),
        request.accepted_media_type,
    )
    return f'W/"{hashlib.sha256("|".join(key).encode()).hexdigest()[:32]}"'
