"""Which client a request comes from. Lock-outs and rates ask `client_of`, and nothing else."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

# What a provider hands to one household or office: whoever has one address of it has all.
SHARED_PREFIX = 64


def client_address(request):
    """The address that the connection comes from; behind our proxies, the one that the outermost of them wrote down.

    Each proxy adds the address that it was called from at the end of X-Forwarded-For, so the one that counts stands
    TRUSTED_PROXIES places from the end. What a client writes there itself stands before that, and is never looked at;
    nor is anything that is no address.
    """
    if settings.BEHIND_PROXY:
        told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        address = _parsed(told[-min(settings.TRUSTED_PROXIES, len(told))])
        if address:
            return str(address)
    return request.META.get("REMOTE_ADDR") or None


def client_of(request):
    """Whom to count as one: an address; of the sixth version of IP the first of the network that one customer gets.

    None where the connection has no address, as on a socket of the machine.
    """
    address = _parsed(client_address(request) or "")
    if isinstance(address, IPv6Address):
        return str(ip_network((address, SHARED_PREFIX), strict=False).network_address)
    return str(address) if address else None


def _parsed(text):
    """The address that a text names, or None. One of the fourth version may be written in the form of the sixth."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
