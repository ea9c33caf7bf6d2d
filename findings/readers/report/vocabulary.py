"""The names a reader recognises: forces with their aliases, frameworks with the titles of their parts, grades."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FrameworkTerms:
    """One framework: slug -> title of its areas, chapters and topics, in order, and the scales of its grades."""

    areas: dict = field(default_factory=dict)
    chapters: dict = field(default_factory=dict)
    topics: dict = field(default_factory=dict)
    case_scale: str | None = None
    topic_scale: str | None = None


@dataclass(frozen=True)
class ReaderVocabulary:
    """`forces`: slug -> every name, the display name first. `scales`: slug -> grade slugs, best first.

    `inspections`: slugs that are loaded already, for the parent of a review.
    """

    forces: dict
    frameworks: dict
    scales: dict
    inspections: frozenset = frozenset()

    def case_frameworks(self):
        """Frameworks that grade cases, the shortest scale first."""
        found = [(slug, terms) for slug, terms in self.frameworks.items() if terms.case_scale]
        return sorted(found, key=lambda pair: len(self.scales[pair[1].case_scale]))

    def topic_frameworks(self):
        return [(slug, terms) for slug, terms in self.frameworks.items() if terms.topic_scale]
