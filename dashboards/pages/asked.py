"""A recommendation with what is derived from it: when it is due, and what is known to have become of it."""

from dataclasses import dataclass

from findings.follow_up import STATES, do_voices_disagree, due_phrase, state_of_recommendation
from findings.models.recommendation import MONTHS

NO_TIMESCALE = max(MONTHS.values()) + 1


@dataclass(frozen=True)
class Asked:
    """One recommendation, with its claims prefetched; `disagree`: the latest claims of two voices differ."""

    recommendation: object
    due: str
    state: str
    state_text: str
    disagree: bool

    @classmethod
    def of(cls, recommendation):
        claims = list(recommendation.claims.all())
        state = state_of_recommendation(claims)
        return cls(recommendation, due_phrase(recommendation), state, STATES[state], do_voices_disagree(claims))


def most_urgent_first(recommendations):
    """Each as an Asked, by timescale, in the report's own order within one."""
    rows = sorted(recommendations, key=lambda row: (MONTHS.get(row.timescale, NO_TIMESCALE), row.number))
    return [Asked.of(row) for row in rows]
