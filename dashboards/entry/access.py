"""Who may open a page of the desk. Every view under /entry/ is wrapped in `needs`; a test walks all of them."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.cache import patch_cache_control

from dashboards.registers.query import RefusedQuery
from dashboards.views.errors import bad_request, forbidden, not_found


def needs(*permissions):
    """Lets in who is signed in and has one of the permissions (without any named: everybody who is signed in).

    Nobody signed in: to the sign-in page, which leads back here. Signed in without the right: 403. Whatever the answer,
    no cache keeps it. `@needs(ENTER)` for a function, `method_decorator(needs(ENTER), name="dispatch")` for a class;
    the view carries what it needs as `view.needs`.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            response = _answer(request, view, args, kwargs, permissions)
            patch_cache_control(response, private=True, no_store=True)
            return response

        guarded.needs = permissions
        return guarded

    return decorate


def may(person, *permissions):
    """Whether this account has one of the permissions; without any named, whether it is one at all."""
    if not person.is_authenticated:
        return False
    return not permissions or any(person.has_perm(name) for name in permissions)


def may_maintain(person, permission):
    """Whether the maintainers' admin is open to this account, and there what the permission names."""
    return person.is_authenticated and person.is_staff and person.has_perm(permission)


def _answer(request, view, args, kwargs, permissions):
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not may(request.user, *permissions):
        return forbidden(request)
    try:
        return view(request, *args, **kwargs)
    except PermissionDenied as refusal:
        return forbidden(request, refusal)
    except Http404 as absence:
        return not_found(request, absence)
    except RefusedQuery as refusal:
        return bad_request(request, refusal)
