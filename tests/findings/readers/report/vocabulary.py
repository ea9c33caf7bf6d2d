"""The vocabulary of tests: the frameworks of the project, and forces that are invented and say so."""

import functools

import yaml

from findings.readers.report.vocabulary import FrameworkTerms, ReaderVocabulary
from tests.conftest import ROOT

REFERENCE = ROOT / "fixtures" / "reference"
INVENTED = {
    "exampleshire": ("Exampleshire", "Exampleshire Police", "Exampleshire Constabulary", "EXP", "Old Sampleton Police"),
    "inventland": ("Inventland", "Inventland Constabulary", "Inventland Police"),
}


@functools.cache
def _rows(name):
    return yaml.safe_load((REFERENCE / name).read_text(encoding="utf-8"))


def vocabulary(forces=None, inspections=()):
    """From the reference data as files; the real forces only where a test reads the real reports."""
    frameworks, scales = {}, {}
    for row in _rows("frameworks.yaml"):
        model, fields = row["model"].split(".")[1], row["fields"]
        if model == "grade":
            scales.setdefault(fields["scale"][0], []).append(fields["slug"])
        elif model == "framework":
            own = {name: fields[name][0] if fields[name] else None for name in ("case_scale", "topic_scale")}
            frameworks[fields["slug"]] = {"areas": {}, "chapters": {}, "topics": {}, **own}
        elif model in ("area", "chapter", "topic"):
            frameworks[fields["framework"][0]][f"{model}s"][fields["slug"]] = fields["name"]
    return ReaderVocabulary(
        forces=forces or INVENTED,
        frameworks={slug: FrameworkTerms(**terms) for slug, terms in frameworks.items()},
        scales={scale: tuple(grades) for scale, grades in scales.items()},
        inspections=frozenset(inspections),
    )


def real_forces():
    rows = _rows("forces.yaml")
    return {
        row["fields"]["slug"]: (row["fields"]["name"], row["fields"]["official_name"], *row["fields"]["aliases"])
        for row in rows
    }
