"""Small invented documents, one for each form a report may take. Nothing in them is about a real force."""

import copy
import re
from datetime import date

import yaml

from findings.documents.yaml_form import read_text
from findings.store.load import load_sources
from inspections.models import Force

LOCATOR = {"line": 1}


def testshire():
    """An invented force, marked as such."""
    force, _ = Force.objects.get_or_create(
        slug="testshire",
        defaults={
            "name": "Testshire (invented)",
            "official_name": "Testshire Police (invented)",
            "region": "Nowhere",
            "nation": "England",
            "is_demo": True,
        },
    )
    return force


def audit(assessor, sample, counts, *, area=None, total=None, scale="case-3"):
    """A case audit; `counts` maps a grade, or "grade..grade" for a lumped range, to cases."""
    listed = []
    for grade, cases in counts.items():
        first, _, last = grade.partition("..")
        listed.append({"grade": first, "cases": cases} | ({"grade_to": last} if last else {}))
    made = {"assessor": assessor, "sample": sample, "scale": scale, "counts": listed, "locator": LOCATOR}
    return made | ({"area": area} if area else {}) | ({"total": total} if total is not None else {})


def grades(*counts):
    """Counts on the scale of three, best first; None leaves a grade out."""
    names = ("good", "requires-improvement", "inadequate")
    return {name: count for name, count in zip(names, counts, strict=True) if count is not None}


def finding(key, summary="An invented finding.", **fields):
    return {
        "key": key,
        "kind": "headed",
        "chapter": "initial-contact",
        "polarity": "concern",
        "themes": ["risk-assessment"],
        "title": "An invented heading",
        "summary": summary,
        "wording": "own words",
        "locator": LOCATOR,
    } | fields


def recommendation(key, number=1, **fields):
    return {
        "key": key,
        "number": number,
        "chapter": "initial-contact",
        "timescale": "three-months",
        "text": "Do an invented thing.",
        "wording": "own words",
        "themes": ["risk-assessment"],
        "locator": LOCATOR,
    } | fields


def figure(key, value, **fields):
    return {
        "key": key,
        "chapter": "summary",
        "figure": f"invented number {key}",
        "value": value,
        "unit": "people",
        "as_printed": str(value),
        "locator": LOCATOR,
    } | fields


def milestone(key, **fields):
    return {"key": key, "kind": "action-plan", "what": "An invented step.", "locator": LOCATOR} | fields


def document(slug="testshire-2020", **fields):
    """A document of an invented inspection as plain data; header fields go in `inspection=`."""
    header = {
        "slug": slug,
        "force": "testshire",
        "framework": "ncpi-2017",
        "kind": "inspection",
        "title": f"Synthetic inspection {slug}",
        "inspected_from": "2020-02-03",
        "inspected_to": "2020-02-14",
        "published_on": "2020-06-01",
        "published_precision": "day",
        "text_edition": "synthetic.txt",
    } | fields.pop("inspection", {})
    return copy.deepcopy({"document": "inspection-findings/1", "inspection": header, **fields})


def whole(slug="testshire-2020", **fields):
    """A document with something of almost every kind in it."""
    return document(
        slug,
        **{
            "case_audits": [audit("hmicfrs", "all", grades(3, 2, 1), total=6)],
            "findings": [finding("first"), finding("second", areas=["missing-children"])],
            "recommendations": [
                recommendation("one", 1, findings=["first"], parts=[{"key": "a", "text": "Part."}]),
                recommendation("two", 2),
            ],
            "figures": [figure("officers", 10), figure("detectives", 4)],
            "equations": [{"key": "sum", "statement": "S.", "whole": "officers", "parts": ["detectives"]}],
            "milestones": [milestone("plan", within=6, unit="weeks")],
        }
        | fields,
    )


def everything(slug="testshire-2020", **fields):
    """A document with at least one part of every kind that the classic framework knows."""
    claims = [{"voice": "force", "state": "accepted", "on": "2020-07-01", "source": "An invented letter."}]
    parts = [{"key": "a", "text": "One part."}, {"key": "b", "text": "Another part."}]
    illustration = {
        "key": "one-case",
        "kind": "case-study",
        "labelled": True,
        "chapter": "initial-contact",
        "finding": "first",
        "polarity": "mixed",
        "themes": ["supervision"],
        "summary": "An invented case.",
        "wording": "own words",
        "locator": {"page": 3},
    }
    judgment = {
        "key": "council",
        "authority": "Testshire (invented)",
        "inspectorate": "Ofsted",
        "subject": "children's services",
        "grade_as_printed": "Good",
        "published_on": "2019-05-01",
        "published_precision": "month",
        "locator": LOCATOR,
    }
    parts_of = {
        "case_audits": [
            audit("hmicfrs", "all", grades(3, 2, None), total=6),
            audit("hmicfrs", "all", grades(3, 2, 1), area="missing-children"),
        ],
        "findings": [finding("first", themes=["risk-assessment", "supervision"]), finding("second")],
        "illustrations": [illustration],
        "recommendations": [
            recommendation("one", 1, findings=["first"], parts=parts, claims=claims),
            recommendation("two", 2),
        ],
        "equations": [
            {"key": "sum", "statement": "A sum.", "whole": "officers", "parts": ["detectives", "detectives"]}
        ],
        "judgments": [judgment],
    }
    return whole(slug, **parts_of | fields)


def topical(slug="testshire-2024", **fields):
    """A document of the framework that grades five topics instead of cases."""
    graded = {
        "leadership": "outstanding",
        "partnership": "adequate",
        "responding": "requires-improvement",
        "risk-and-referral": "inadequate",
        "investigating": "good",
    }
    header = {"framework": "ncpi-2024", "inspected_from": "2024-02-05", "inspected_to": "2024-02-16"}
    header |= {"published_on": "2024-06-03"} | fields.pop("inspection", {})
    grades_given = [{"topic": topic, "grade": grade, "locator": LOCATOR} for topic, grade in graded.items()]
    return document(slug, inspection=header, **{"topic_grades": grades_given} | fields)


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def _dated(value):
    """ISO dates, which the documents above write as text, become dates."""
    if isinstance(value, dict):
        return {name: _dated(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_dated(item) for item in value]
    is_date = isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
    return date.fromisoformat(value) if is_date else value


def as_yaml(data):
    """The YAML text of plain data."""
    return yaml.dump(_dated(data), Dumper=_NoAliases, sort_keys=False, allow_unicode=True)


def source(data, file="synthetic.yaml"):
    return read_text(as_yaml(data), file)


def load(data, **options):
    """Loads one document of plain data and returns its inspection."""
    testshire()
    return load_sources([source(data)], **options)[0].inspection


def load_as_draft(data):
    """Stores a document of a real force as a draft, without adding the invented force."""
    return load_sources([source(data)], as_draft=True)[0].inspection
