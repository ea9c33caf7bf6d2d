"""How drafts stand between those who enter and those who check: returned by whom, with how many open comments."""

from collections import Counter
from dataclasses import dataclass

from dashboards.templatetags.formatting import on_date, plural
from findings.actions.review import open_comments
from findings.models import Revision

What = Revision.What
MOVES = (What.SUBMITTED, What.TAKEN_BACK, What.RETURNED)


@dataclass(frozen=True)
class Standing:
    """`comments` are not dealt with, `answered` of them have an answer.

    `returned` is the Revision by which the draft came back, where that was its last move.
    """

    comments: int = 0
    answered: int = 0
    returned: Revision | None = None

    @property
    def sentence(self):
        """In words; "" where there is nothing to say."""
        told = f"{plural(self.comments, 'comment,comments')} not dealt with" if self.comments else ""
        if self.answered:
            told += f", {self.answered} of them answered"
        if self.returned is None:
            return f"{told}." if told else ""
        who = f"Returned by {name_of(self.returned.by)} on {on_date(self.returned.at.date())}"
        return f"{who} with {told}." if told else f"{who}; every comment is dealt with."


def name_of(person):
    return person.get_full_name() or person.get_username()


def standings(rows):
    """{id of a row: its Standing}, in two queries, however many rows."""
    keys = [row.pk for row in rows]
    comments, answered = Counter(), Counter()
    for comment in open_comments(keys):
        comments[comment.row] += 1
        answered[comment.row] += comment.is_answered
    moves = Revision.objects.filter(row__in=keys, what__in=MOVES).defer("changes").select_related("by").order_by("pk")
    last = {move.row: move for move in moves}
    returned = {row: move for row, move in last.items() if move.what == What.RETURNED}
    return {key: Standing(comments[key], answered[key], returned.get(key)) for key in keys}
