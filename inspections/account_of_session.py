"""Who is asking: the account comes with its session, in one statement, and is looked at as closely as ever."""

from contextvars import ContextVar

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils.functional import SimpleLazyObject

with_session = ContextVar("account that was read with the session", default=None)


class AccountBackend(ModelBackend):
    """Finds an account in the database, or takes the one that was read a moment ago with the session of this request.

    Either way a closed account opens nothing, and Django compares the session with the password as it is now.
    """

    def get_user(self, user_id):
        account = with_session.get()
        if account is None or account.pk != user_id:
            return super().get_user(user_id)
        return account if self.user_can_authenticate(account) else None

    def get_all_permissions(self, user_obj, obj=None):
        """The rights given to the account and to its groups, by one statement where Django asks two."""
        if user_obj.is_superuser or not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            given = Permission.objects.filter(Q(user=user_obj) | Q(group__user=user_obj)).order_by()
            names = given.values_list("content_type__app_label", "codename")
            user_obj._perm_cache = {f"{app}.{name}" for app, name in names}
        return user_obj._perm_cache


class AccountMiddleware(AuthenticationMiddleware):
    def process_request(self, request):
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: account_of(request))


def account_of(request):
    """The account that the session of the request is signed in to; asked for once."""
    known = request.session.account if SESSION_KEY in request.session else None
    token = with_session.set(known)
    try:
        return get_user(request)
    finally:
        with_session.reset(token)
