"""/data/: how to take the data away, and what every column means."""

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from dashboards.api.base import site_of
from dashboards.api.resources import RESOURCES, address_of
from dashboards.api.snippets import HEADLINES, SNIPPETS, WITH_TOKEN
from dashboards.packages.shelf import packages
from dashboards.registers.definitions import definitions_of
from dashboards.registers.exports import FORMATS


@require_safe
def data(request):
    site = site_of(request)
    context = {
        "site": site,
        "headlines": f"{site}/{HEADLINES}",
        "snippets": [(snippet, snippet.at(site)) for snippet in SNIPPETS],
        "with_token": WITH_TOKEN.at(site),
        "registers": [_register(register) for register in RESOURCES],
        "packages": packages(),
    }
    response = render(request, "api/data.html", context)
    patch_cache_control(response, no_cache=True)  # a package may be made while the data stay as they are
    return response


def _register(register):
    return {
        "register": register,
        "files": [(ending.upper(), f"/{register.name}.{ending}") for ending in FORMATS],
        "address": address_of(register),
        "columns": [
            {
                "name": name,
                "meaning": definition.meaning,
                "kind": f"{definition.kind}, may be absent" if definition.may_lack else definition.kind,
                "values": [value or "(empty)" for value in definition.values],
            }
            for name, definition in definitions_of(register).items()
        ],
    }
