"""What headings and leads say about the counted sets that follow: who graded, which cases, which area, how many."""

import re
from dataclasses import dataclass

from findings.readers.report.grades import GradeCount, counts_in
from findings.readers.report.reading import Doubt, Place
from findings.readers.report.tally_words import ADDITIONAL, ALL, FORCE, HMICFRS, JOINT, OTHER_INSPECTORATES
from findings.readers.report.titles import area_of, areas_of

_BREAKDOWN = re.compile(r"\bbreakdown\b|\bby area\b", re.I)


@dataclass(frozen=True)
class Tally:
    """One statement of one counted set, as printed in one place. `form` is `list`, `table` or `sentence`."""

    assessor: str
    sample: str
    area: str | None
    counts: tuple[GradeCount, ...]
    total: int | None
    place: Place
    form: str
    chapter: str
    count_places: tuple[Place, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def key(self):
        return (self.assessor, self.sample, self.area)

    @property
    def is_shares(self):
        return any(count.is_percent for count in self.counts)

    def numbers(self):
        return {count.grades: count.value for count in self.counts}


@dataclass
class Scene:
    """What headings and leads have said so far about the sets that follow."""

    area: str | None = None
    sample: str | None = None
    assessor: str | None = None
    total: int | None = None
    at: Place | None = None


def listen(scene, block, is_heading, areas):
    """A heading or a lead sets what it names; a heading of areas or samples ends what stood before."""
    text = block.text
    if OTHER_INSPECTORATES.search(text) and not re.search(r"\bhmic", text, re.I):
        return
    area = area_of(text, areas) if (areas_of(text, areas) and _names_cases(text, is_heading)) else None
    sample = sample_of(text)
    assessor = assessor_of(text)
    if is_heading and not area and not sample and not assessor:
        scene.area = scene.sample = scene.assessor = scene.total = None
    if area:
        if area != scene.area:
            scene.sample = scene.assessor = scene.total = None
        scene.area, scene.at = area, block.place()
    if _BREAKDOWN.search(text):
        scene.area = scene.sample = scene.assessor = scene.total = None
        return
    if sample:
        scene.sample, scene.area, scene.at = sample, area, block.place()
        scene.assessor, scene.total = None, None
    if assessor:
        scene.assessor = assessor
    sizes = [count.value for count in counts_in(text) if not count.is_percent and isinstance(count.value, int)]
    if (sample or area) and sizes and re.search(r"\bcases\b|\baudits\b|\bfiles\b", text, re.I):
        scene.total = sizes[0]


def _names_cases(text, is_heading):
    return is_heading or text.endswith(":") or len(text) < 130


def sample_of(text):
    if ADDITIONAL.search(text):
        return "additional"
    if JOINT.search(text):
        return "joint"
    return "all" if ALL.search(text) else None


def assessor_of(text):
    """The one assessor a lead names; where it names both, none."""
    has_force, has_inspectorate = bool(FORCE.search(text)), bool(HMICFRS.search(text))
    if has_force == has_inspectorate:
        return None
    return "force" if has_force else "hmicfrs"


def set_of(section, scene, assessor, sample, area):
    """Assessor, sample and area of a set, and why they are not certain, if so."""
    assessor = assessor or scene.assessor
    sample, area = sample or scene.sample, area or scene.area
    doubt = None
    if assessor is None:
        assessor = "hmicfrs"
        if section.slug == "case-file-analysis" and area is None and sample != "additional":
            doubt = "nobody is named who assessed these cases; HMICFRS is taken"
    if doubt is None and section.slug == "case-file-analysis" and (assessor, sample, area) == ("hmicfrs", None, None):
        doubt = "nothing names which cases these are; all cases are taken"
    if assessor == "force":
        sample = "joint"
    return assessor, sample or "all", area, doubt
