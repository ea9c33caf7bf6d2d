"""How often one client may ask the API."""

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from dashboards.client_address import client_of
from dashboards.rates import count


class ClientRate(BaseThrottle):
    """Counts the requests of a client, known by its address; its standing is told with every answer."""

    def allow_request(self, request, view):
        view.standing = self.standing = count("api", client_of(request), settings.API_RATE)
        return not self.standing.is_over

    def wait(self):
        return self.standing.reset
