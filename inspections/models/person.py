from django.contrib.auth.models import AbstractUser


class Person(AbstractUser):
    """Somebody with an account. Reading needs none."""

    class Meta(AbstractUser.Meta):
        verbose_name = "person"
        verbose_name_plural = "people"
        permissions = [("manage_people", "Can invite people and give roles")]
