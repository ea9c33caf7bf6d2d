"""What the state of the data is called now."""

from findings.models import DataVersion


def data_version():
    """A short name of the state of everything that anyone may read; one query.

    It moves with every publication, correction, claim, milestone, coding, theme, glossary and reference edit, in the
    same transaction, and with nothing that is not public: a draft leaves it as it is. The same name is never given to
    other data.
    """
    return DataVersion.objects.values_list("name", flat=True).get(pk=1)
