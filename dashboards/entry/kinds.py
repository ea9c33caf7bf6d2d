"""The kinds of items that are entered one by one, what each is called, and how one of them is told in a list."""

from dataclasses import dataclass

from findings.documents.workbook import sheets
from findings.documents.workbook.layout import Sheet
from findings.documents.workbook.sheets import CASE_THEMES, FINDINGS

ORDER = "order"


@dataclass(frozen=True)
class Kind:
    """`slug` stands in addresses; `noun` is the list of the document; `fixed` are fields that all of them share."""

    slug: str
    noun: str
    one: str
    several: str
    sheet: Sheet
    text: str

    @property
    def article(self):
        return "an" if self.one[0] in "aeio" else "a"

    @property
    def about(self):
        """What the items are; what a workbook says besides of its sheets is left out."""
        return self.sheet.about.split(". ")[0].removesuffix(".") + "."

    @property
    def fixed(self):
        return dict(self.sheet.given)

    @property
    def columns(self):
        return tuple(column for column in self.sheet.columns if column.field != ORDER)

    def items(self, document):
        """The items of this kind, in their order."""
        return [item for item in getattr(document, self.noun) if self.holds(item)]

    def holds(self, item):
        """Case themes and other findings share a list of the document and nothing else."""
        if self.noun != "findings":
            return True
        return (item.kind == "case-theme") == bool(self.fixed)

    def label(self, item):
        return getattr(item, "title", None) or getattr(item, self.text)


KINDS = (
    Kind("case-themes", "findings", "theme of cases", "Themes of cases", CASE_THEMES, "summary"),
    Kind("findings", "findings", "finding", "Findings", FINDINGS, "summary"),
    Kind("illustrations", "illustrations", "illustration", "Illustrations", sheets.ILLUSTRATIONS, "summary"),
    Kind("recommendations", "recommendations", "recommendation", "Recommendations", sheets.RECOMMENDATIONS, "text"),
    Kind("figures", "figures", "figure", "Figures", sheets.FIGURES, "figure"),
    Kind("equations", "equations", "equation", "Equations", sheets.EQUATIONS, "statement"),
    Kind("judgments", "judgments", "judgment", "Judgments of others", sheets.JUDGMENTS, "authority"),
    Kind("milestones", "milestones", "milestone", "Milestones", sheets.MILESTONES, "what"),
)
BY_SLUG = {kind.slug: kind for kind in KINDS}
