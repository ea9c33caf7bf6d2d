from inspections.models.slugged import FrameworkPart


class Chapter(FrameworkPart):
    """A chapter of the reports written under a framework, by title and not by number."""

    class Meta(FrameworkPart.Meta):
        pass
