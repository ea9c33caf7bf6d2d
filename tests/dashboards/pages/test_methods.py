"""The worked examples of the methods page, each checked against the printed numbers and a value computed elsewhere."""

import json

import pytest
from scipy.stats import binom, binomtest
from statsmodels.stats.inter_rater import cohens_kappa

from dashboards.pages import methods

RESULTS = {
    "wilson": "24.1%, 95% interval from 16.2% to 34.3%",
    "bounds": "Dorset between 0 and 8, Kent between 4 and 30 of 33",
    "thresholds": "at least 25, at most 29",
    "mean-shift": "Dorset 1.12, Kent 0.15 steps",
    "funnel": "from 22 to 39 of 83 cases; Dorset has 28",
    "kappa": "κ = 0.41, 95% interval from 0.17 to 0.65",
    "direction": "15 against 2: p = 0.0023",
    "deadlines": "26 February 2022; December 2019",
}


@pytest.mark.parametrize(("key", "result"), RESULTS.items())
def test_example_gives_the_known_result(key, result):
    assert {example.key: example.result for example in methods.examples()}[key] == result


def test_examples_agree_with_other_libraries():
    """Computed anew by statsmodels and scipy, from the same inputs."""
    found = {example.key: example.result for example in methods.examples()}
    kappa = cohens_kappa(methods.INVENTED_PAIRS, wt="fc")
    assert found["kappa"].startswith(f"κ = {kappa.kappa:.2f}, 95% interval from {kappa.kappa_low:.2f} to")
    assert found["direction"].endswith(f"p = {binomtest(2, 17).pvalue:.4f}")
    low, high = binom.ppf(0.025, 83, 58 / 160), binom.isf(0.025, 83, 58 / 160)
    assert found["funnel"].startswith(f"from {low:.0f} to {high:.0f} of 83")


def test_pairs_that_no_report_prints_are_said_to_be_invented():
    for example in methods.examples():
        if example.key in ("kappa", "direction"):
            assert "invented" in example.example


def test_no_area_is_evidence_of_a_difference_although_three_intervals_exclude_zero():
    together = methods.areas_together()
    assert sum(item.interval.excludes_zero for item in together) == 3
    assert not any(item.has_evidence for item in together)


@pytest.mark.django_db
def test_inputs_are_the_printed_numbers(client):
    """The examples name totals of the reports; the database has the same ones."""
    response = client.get("/case-grades.json?area=whole-sample&sample=joint")
    rows = json.loads(b"".join(response.streaming_content))["rows"]
    found = {}
    for row in rows:
        found.setdefault((row["force"], row["assessor"]), []).append(row["cases"])
    assert (tuple(found["dorset", "force"]), tuple(found["dorset", "hmicfrs"])) == methods.DORSET
    assert (tuple(found["kent", "force"]), tuple(found["kent", "hmicfrs"])) == methods.KENT


@pytest.mark.django_db
def test_page_shows_every_example(client):
    text = client.get("/methods/").content.decode()
    for example in methods.examples():
        assert f'id="{example.key}"' in text
    assert "no area remains" in text
