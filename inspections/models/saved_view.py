import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse

NAME_LENGTH, QUERY_LENGTH = 100, 4_000


def new_token():
    """What the address of a view is made of: 256 bits that nobody guesses."""
    return secrets.token_urlsafe(32)


class SavedView(models.Model):
    """A register as one person filtered, ordered and cut it, under a name of theirs.

    Private, it is there for its owner alone. Shared, whoever has the address can open it, and nobody else change it.
    """

    owner = models.ForeignKey("inspections.Person", models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=NAME_LENGTH)
    register = models.SlugField(max_length=40)
    query = models.CharField(max_length=QUERY_LENGTH, blank=True, help_text="As it stands in the address.")
    is_shared = models.BooleanField(default=False)
    token = models.CharField(max_length=60, unique=True, default=new_token, editable=False)
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="%(app_label)s_%(class)s_name_once",
                violation_error_message="You have a view of this name already.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="%(app_label)s_%(class)s_has_a_name",
                violation_error_message="Give the view a name.",
            ),
            models.CheckConstraint(condition=~Q(token=""), name="%(app_label)s_%(class)s_has_a_token"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("saved-view", args=[self.token])

    @property
    def target(self):
        """The address of the register with the query."""
        return f"/{self.register}/" + (f"?{self.query}" if self.query else "")

    def may_be_opened_by(self, person):
        return self.is_shared or self.owner_id == person.pk
