"""What the cells of a workbook may be chosen from under one framework, each with a name for people."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Choices:
    """Slugs in their order, list by list. `names` maps (list, slug) to the words that stand beside the slug."""

    framework: str
    framework_name: str
    case_scale: str | None = None
    topic_scale: str | None = None
    lists: dict = field(default_factory=dict)
    names: dict = field(default_factory=dict)

    def of(self, name):
        """The slugs of one list: forces, inspections, areas, chapters, topics, grades, topic_grades or themes."""
        return tuple(self.lists.get(name, ()))

    def name(self, name, slug):
        return self.names.get((name, slug), slug)
