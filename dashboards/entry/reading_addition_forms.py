"""The forms of items that are added to a reading: those of the draft, filled with the lines that a person chose."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from dashboards.entry.item_form import ItemForm
from dashboards.entry.part_form import WHERE, PartForm, initial_of
from dashboards.entry.reading_addition_lists import PART, TALLY, TOPIC
from findings.actions.reading_additions import KINDS as PARTS_OF
from findings.documents.base import Locator
from findings.documents.case_audits import CaseAuditPart
from findings.documents.edits import PARTS as KEYED
from findings.documents.edits import next_number
from findings.documents.locator_text import text_of
from findings.documents.workbook.choices import Choices
from findings.documents.workbook.layout import Column
from findings.readers.report.clean import BULLET
from findings.reading.decided import OF, edited, framework_of, item_of
from findings.reading.written import ANY_NUMBER, read_back, written
from findings.store.choices import choices_of
from inspections.models import Framework

COUNT, TOGETHER = "counts", "together"
LONGEST_LINE = 250
ABOUT_TOGETHER = "Where the report gives one number for several grades, as in “5 good to requires improvement”."


@dataclass(frozen=True)
class ReadingDesk:
    """What the forms know of a reading: its items, read and added, and the choices of its framework.

    `sets` are the counted sets and topics that stand in it, as `(list, what it is about)`.
    """

    document: SimpleNamespace
    choices: Choices
    sets: frozenset


def desk_of_additions(job):
    """The ReadingDesk, or None where the framework of the inspection is not known yet."""
    decisions = {one.path: one for one in job.decisions.all()}
    related = Framework.objects.select_related("case_scale", "topic_scale")
    framework = related.filter(slug=framework_of(job.result, decisions)).first()
    if framework is None:
        return None
    data = edited(job.result, decisions.values())
    gone = {path for path, one in decisions.items() if one.what == "rejected"}
    lists = {noun: [_item(noun, one) for one in data.get(noun, ())] for noun in KEYED}
    for one in job.additions.all():
        if one.noun in lists:
            lists[one.noun].append(_item(one.noun, one.part))
    sets = {
        (noun, about_of(part))
        for noun in (TALLY.noun, TOPIC.noun)
        for number, part in enumerate(data.get(noun, ()), start=1)
        if f"{noun}[{number}]" not in gone
    }
    return ReadingDesk(SimpleNamespace(**lists), choices_of(framework), frozenset(sets))


def about_of(part):
    """What a counted set or a graded topic is about, and no other of its list."""
    return part.get("topic") or (part.get("assessor"), part.get("sample"), part.get("area"))


def _item(noun, part):
    """An item as it was read or typed so far, unchecked; what it does not say is as a document leaves it out."""
    return KEYED[noun].model_construct(**{"title": None, "number": 0, **part})


class TallyForm(PartForm):
    """A counted set of cases: a number for each grade that the report prints, and for several of them together."""

    seldom = (TOGETHER, "total", "note")

    def __init__(self, *args, desk, stored=None, **kwargs):
        about, other = TALLY.columns[:3], [one for one in TALLY.columns[3:] if one.field != "derived"]
        grades = [
            Column(desk.choices.name("grades", slug), f"{COUNT}.{slug}", "whole", "Empty where none is printed.")
            for slug in desk.choices.of("grades")
        ]
        together = Column("Several grades counted together", TOGETHER, "text", ABOUT_TOGETHER)
        columns = (*about, *grades, together, *other)
        self.desk, self.own = desk, about_of(stored.model_dump()) if stored else None
        initial = _counted(stored, columns) if stored else {}
        scale = {"scale": desk.choices.case_scale}
        super().__init__(
            *args, part=CaseAuditPart, columns=columns, choices=desk.choices, fixed=scale, initial=initial, **kwargs
        )

    def clean(self):
        super().clean()
        if _is_there(self, TALLY):
            self.add_error(None, "This set was read from the report already. Change it where it stands.")

    def _data(self):
        data = super()._data()
        counts = [{"grade": grade, "cases": cases} for grade, cases in data.pop(COUNT, {}).items()]
        typed = (data.pop(TOGETHER, "") or "").replace(";", "\n")
        data[COUNT] = counts + (read_back(COUNT, typed) if typed else [])
        return data

    def _spoken(self, sentence):
        if "at least 1 item" in sentence:
            return "Write the number of cases of at least one grade."
        return super()._spoken(sentence)


class TopicGradeForm(PartForm):
    """The grade of one topic."""

    def __init__(self, *args, desk, stored=None, **kwargs):
        self.desk, self.own = desk, stored.topic if stored else None
        initial = initial_of(stored, TOPIC.columns) if stored else {}
        super().__init__(
            *args,
            part=PARTS_OF[TOPIC.noun],
            columns=TOPIC.columns,
            choices=desk.choices,
            initial=initial,
            **kwargs,
        )

    def clean(self):
        super().clean()
        if _is_there(self, TOPIC):
            self.add_error("topic", "Its grade was read from the report already. Change it where it stands.")


class PartOfForm(PartForm):
    """What is listed within a recommendation; its key is made when the draft is."""

    def __init__(self, *args, desk, stored=None, **kwargs):
        columns = tuple(column for column in PART.columns if column.field != "key")
        known = [(one.key, f"{one.number or 'added'}: {one.text[:80]}") for one in desk.document.recommendations]
        initial = initial_of(stored, columns) if stored else {}
        super().__init__(
            *args,
            part=PARTS_OF[PART.noun],
            columns=columns,
            choices=desk.choices,
            references={"recommendations": known},
            fixed={"key": "part"},
            initial=initial,
            **kwargs,
        )

    def _data(self):
        data = super()._data()
        self.of = data.pop(OF, "")
        return data


def form_of_addition(kind, desk, data=None, *, stored=None, initial=None):
    """The form of one kind. `stored` is what was added, as a document has it; `initial` is shown in a new one."""
    if stored is not None:
        plain = {name: value for name, value in stored.items() if name != OF or kind is not PART}
        part = PARTS_OF[kind.noun].model_validate({"key": "part", **plain} if kind is PART else plain)
    else:
        part = None
    makers = {TALLY: TallyForm, TOPIC: TopicGradeForm, PART: PartOfForm}
    if kind in makers:
        form = makers[kind](data, desk=desk, stored=part)
    else:
        form = ItemForm(data, kind=kind, desk=desk, stored=part)
    if kind is PART and stored:
        form.initial[OF] = stored[OF]
    if "number" in form.fields and kind.noun == "recommendations":  # its place in the report says it
        form.fixed["number"] = part.number if part else next_number(desk.document)
        del form.fields["number"]
    form.initial |= {name: value for name, value in (initial or {}).items() if name in form.fields}
    return form


def part_of(form, made):
    """What a valid form made, as a document has it, in plain values."""
    part = _plain(made.model_dump(exclude_none=True, exclude_defaults=True))
    if isinstance(form, PartOfForm):
        part = {name: value for name, value in part.items() if name != "key"} | {OF: form.of}
    return part


def initial_at(job, place, kind, desk):
    """What the chosen lines say by themselves: their text as printed, where they stand, and a number that is alone."""
    lines = job.result.lines[place["line"] - 1 : place.get("line_to") or place["line"]]
    text = " ".join(" ".join(BULLET.sub("", line) for line, _ in lines).split())
    where = text_of(Locator(line=place["line"], line_to=place.get("line_to"), page=place.get("page")))
    initial = {kind.text: text if kind.noun != "figures" or len(text) <= LONGEST_LINE else "", WHERE: where}
    initial |= {"wording": "as printed", **_before(job, place, kind)}
    if kind is TALLY:
        initial |= _counts_in(text, desk)
    numbers = [found[0] for found in ANY_NUMBER.finditer(text)]
    if kind.noun == "figures" and len(numbers) == 1:
        initial |= {"value": numbers[0].replace(",", ""), "as_printed": numbers[0]}
    return initial


def _counts_in(text, desk):
    """The number that stands before the name of each grade, where there is one."""
    found = {}
    for slug in desk.choices.of("grades"):
        name = re.escape(slug.replace("-", " "))
        printed = re.findall(
            rf"\b(\d[\d,]*)\s+(?:(?:cases?|as|were|was|graded|assessed|to be)\s+)*{name}\b", text, re.I
        )
        if len(printed) == 1:
            found[f"{COUNT}.{slug}"] = int(printed[0].replace(",", ""))
    return found


def _before(job, place, kind):
    """The chapter of what was read last before the place; of a theme of cases its areas too."""
    decisions = {one.path: one.value for one in job.decisions.filter(what="edited")}
    values = sorted((one for one in job.result.values if one["line"]), key=lambda one: one["line"])
    earlier = [one for one in values if one["line"] <= place["line"]]
    themes = {item_of(one["path"]) for one in values if one["value"] == "case-theme"}
    found = {}
    for one in earlier:
        item, _, field = one["path"].rpartition(".")
        value = decisions.get(one["path"], one["value"])
        if field == "chapter":
            found["chapter"] = value
        elif field == "areas" and kind.fixed and item in themes:
            found["areas"] = value.split("\n") if isinstance(value, str) else value
    return found


def _is_there(form, kind):
    """Whether the reading holds what a form is about, other than as what is edited here."""
    about = (
        about_of(form.cleaned_data)
        if kind is TOPIC
        else tuple(form.cleaned_data.get(name) or None for name in ("assessor", "sample", "area"))
    )
    return not form.errors and (kind.noun, about) in form.desk.sets


def _counted(stored, columns):
    """What the fields of a tally hold of a stored set."""
    initial = initial_of(stored, tuple(one for one in columns if not one.field.startswith((COUNT, TOGETHER))))
    single = {f"{COUNT}.{one.grade}": one.cases for one in stored.counts if not one.grade_to}
    together = "; ".join(written(one.model_dump(exclude_none=True)) for one in stored.counts if one.grade_to)
    return initial | single | {TOGETHER: together}


def _plain(value):
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
