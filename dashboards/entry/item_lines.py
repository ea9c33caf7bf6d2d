"""What a recommendation holds several of, as lines of its form: the parts that it lists and the claims about it."""

from dashboards.entry.line_acts import lines_in
from dashboards.entry.part_form import PartForm, initial_of
from dashboards.entry.scratch import filled
from dashboards.entry.versions import Said, said_in
from findings.documents.locator_text import UnclearPlaceError, locator_from, text_of
from findings.documents.recommendations import ClaimPart, RecommendationPartPart
from findings.documents.workbook.sheets import CLAIMS, OF

KINDS = ("part", "claim")
EMPTY_PARTS = 3
CLAIM_COLUMNS = tuple(column for column in CLAIMS.columns if column != OF)


class PartLine:
    """One listed item of a recommendation as it was typed."""

    def __init__(self, number, key="", text="", where=""):
        self.number, self.key, self.text, self.where, self.error = number, key, text, where, ""


class ItemLines:
    """The lines of one form. `data` is a QueryDict of what was typed, or None for what `stored` holds.

    `is_sent`: the claims are to be checked; their mistakes stand at their fields.
    """

    def __init__(self, desk, *, stored=None, data=None, is_sent=False):
        self.data, self.is_sent = data, is_sent
        self.parts = self._parts_stored(stored) if data is None else self._parts_typed()
        claims = stored.claims if stored and data is None else []
        numbers = range(len(claims)) if data is None else list(lines_in(data, "claim"))
        self.claims = [self._claim(desk, number, claims[number] if claims else None) for number in numbers]

    @staticmethod
    def _parts_stored(stored):
        parts = stored.parts if stored else []
        lines = [PartLine(n, part.key, part.text, text_of(part.locator)) for n, part in enumerate(parts)]
        return [*lines, *(PartLine(len(lines) + n) for n in range(EMPTY_PARTS))]

    def _parts_typed(self):
        lines = []
        for number, fields in lines_in(self.data, "part").items():
            lines.append(PartLine(number, *(fields.get(name, [""])[-1].strip() for name in ("key", "text", "where"))))
        return lines

    def _claim(self, desk, number, stored):
        form = PartForm(
            self.data if self.is_sent else None,
            prefix=f"claim-{number}",
            part=ClaimPart,
            columns=CLAIM_COLUMNS,
            choices=desk.choices,
            initial=initial_of(stored, CLAIM_COLUMNS) if stored else {},
        )
        form.number = number
        if self.data is not None and not self.is_sent:
            filled(form, self.data)
        return form

    def into(self, form):
        """The item of a valid form with these lines in it; None where a line is wrong, and the form says which."""
        parts = _parts_from(self.parts)
        for place, line in enumerate(self.parts, 1):
            if line.error:
                form.add_error(None, f"Part {place}: {line.error}")
        claims = []
        for place, claim in enumerate(self.claims, 1):
            if not any(self.data.get(claim.add_prefix(name), "").strip() for name in claim.fields):
                continue  # a line that was added and left empty
            if claim.is_valid():
                claims.append(claim.made)
            for name, errors in claim.errors.items():
                label = claim.fields[name].label if name in claim.fields else "together"
                form.add_error(None, [f"Claim {place}, {label}: {error}" for error in errors])
        return None if form.errors else form.made.model_copy(update={"parts": parts, "claims": claims})

    def said(self):
        """`{field: Said}` of parts and of claims, each as one."""
        parts = tuple(
            (f"part-{line.number}-{name}", getattr(line, name))
            for line in self.parts
            for name in ("key", "text", "where")
        )
        texts = [f"{line.text} ({line.where})" if line.where else line.text for line in self.parts if line.text]
        claims = [said_in(claim).values() for claim in self.claims]
        words = ["; ".join(f"{one.label}: {one.shown}" for one in claim if one.shown) for claim in claims]
        sent = tuple(pair for claim in claims for one in claim for pair in one.sent)
        return {
            "part": Said("Parts", "\n".join(texts), parts, is_group=True),
            "claim": Said("Claims", "\n".join(words), sent, is_group=True),
        }


def _parts_from(lines):
    """The parts of the lines that have a text; an emptied line is a part taken out. Errors stand at lines."""
    parts, taken = [], {line.key for line in lines if line.key}
    for line in lines:
        if not line.text:
            continue
        key, number = line.key, len(parts)
        while not key or (not line.key and key in taken):
            number += 1
            key = f"part-{number}"
        taken.add(key)
        try:
            parts.append(RecommendationPartPart(key=key, text=line.text, locator=locator_from(line.where)))
        except (UnclearPlaceError, ValueError) as error:
            line.error = str(error) if isinstance(error, UnclearPlaceError) else "This cannot stand in a document."
    return parts
