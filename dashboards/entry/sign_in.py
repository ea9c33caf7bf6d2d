"""Signing in and out. Where one goes next is only ever an address of this site."""

from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dashboards.entry.missing import ask_for_missing


class SignInForm(AuthenticationForm):
    """Says the same sentence whether the name or the password is wrong, or the account is closed."""

    error_messages = {
        "invalid_login": "The name or the password is not right. Both tell capital from small letters.",
        "inactive": "The name or the password is not right. Both tell capital from small letters.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Name of your account"
        ask_for_missing(self)


class SignIn(LoginView):
    http_method_names = ("get", "head", "post", "options")
    form_class = SignInForm
    template_name = "accounts/sign_in.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request):
    """Asks first: a link that somebody else wrote signs nobody out."""
    if request.method == "POST":
        logout(request)
        return redirect("home")
    return render(request, "accounts/sign_out.html")
