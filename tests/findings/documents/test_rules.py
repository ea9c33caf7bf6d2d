"""Rules between fields are tried one by one, and ask nothing of what is no value yet."""

from datetime import date

from findings.documents.inspection_document import InspectionPart, MilestonePart
from findings.documents.rules import broken_rules

HEADER = {
    "inspected_from": date(2020, 3, 2),
    "inspected_to": date(2020, 2, 1),
    "published_on": date(2020, 1, 2),
    "published_precision": "month",
}


def test_every_broken_rule_is_told():
    first, second = broken_rules(InspectionPart, HEADER)
    assert first.startswith("inspected_to must not be before")
    assert second.startswith("published_on must be the first day")


def test_what_is_no_value_yet_breaks_no_rule():
    (only,) = broken_rules(InspectionPart, HEADER, wrong=["inspected_to", "title"])
    assert only.startswith("published_on")
    assert broken_rules(InspectionPart, {"inspected_from": date(2020, 3, 2)}) == [
        "inspected_from and inspected_to come together"
    ]
    assert not broken_rules(InspectionPart, {}, wrong=["published_on", "published_precision"])
    assert broken_rules(MilestonePart, {"within": 6, "happened_on": date(2020, 1, 1), "happened_precision": "day"}) == [
        "within and unit come together",
        "source is needed for what has happened",
    ]
