"""A recommendation with what is derived from it: when it is due, and what is known to have become of it."""

from dataclasses import dataclass

from findings.follow_up import STATES, deciding_claim, do_voices_disagree, due_phrase, state_of_recommendation
from findings.models import Claim
from findings.models.recommendation import MONTHS

NO_TIMESCALE = max(MONTHS.values()) + 1


@dataclass(frozen=True)
class Asked:
    """One recommendation, with its claims prefetched; `disagree`: the latest claims of two voices differ.

    `voices`: each of the three with its name, its claims, the latest first, and whether it decides the state.
    """

    recommendation: object
    due: str
    state: str
    state_text: str
    disagree: bool
    voices: tuple

    @property
    def has_claims(self):
        return any(voice.claims for voice in self.voices)

    @classmethod
    def of(cls, recommendation, on):
        claims = [claim for claim in recommendation.claims.all() if claim.on <= on]
        state = state_of_recommendation(recommendation, on)
        return cls(
            recommendation,
            due_phrase(recommendation),
            state,
            STATES[state],
            do_voices_disagree(claims),
            tuple(_voices(claims)),
        )


@dataclass(frozen=True)
class Voice:
    """What one voice said, the latest first; a voice that said nothing known to us has no claims."""

    name: str
    claims: tuple
    decides: bool

    @property
    def in_sentence(self):
        return self.name.replace("The ", "the ", 1)


def _voices(claims):
    deciding = deciding_claim(claims).voice if claims else None
    for voice, name in Claim.Voice.choices:
        own = sorted((claim for claim in claims if claim.voice == voice), key=lambda claim: (claim.on, claim.pk))
        yield Voice(name, tuple(reversed(own)), voice == deciding)


def most_urgent_first(recommendations, on):
    """Each as an Asked, by timescale, in the report's own order within one."""
    rows = sorted(recommendations, key=lambda row: (MONTHS.get(row.timescale, NO_TIMESCALE), row.number))
    return [Asked.of(row, on) for row in rows]
