from inspections.models.slugged import FrameworkPart


class Topic(FrameworkPart):
    """What a framework grades as a whole instead of grading cases."""

    class Meta(FrameworkPart.Meta):
        pass
