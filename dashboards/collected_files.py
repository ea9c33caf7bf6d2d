"""Static files as they are served: collected, named by content and compressed, once for each state of their sources."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def are_collected():
    """Whether what is served was collected from the files as they are now: by name, size and time."""
    listed = settings.STATIC_ROOT / "staticfiles.json"
    return listed.exists() and _noted().exists() and _noted().read_text() == _state()


def collect():
    """Collects them. Until that is done nothing says so, so that what was broken off is begun again."""
    _noted().unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    _noted().write_text(_state())


def _noted():
    """Beside the folder that is served, not within."""
    return settings.STATIC_ROOT.with_name(f"{settings.STATIC_ROOT.name}-collected")


def _state():
    digest = hashlib.sha256(settings.RELEASE.encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            size, changed = storage.size(path), storage.get_modified_time(path).timestamp()
            digest.update(f"{path} {size} {changed}\n".encode())
    return digest.hexdigest()
