"""Two versions of one form: what each says in every field, what either changed, and what a person chose of them.

The page of a conflict sends one's own version again, with a choice for every field in which the two differ, the
version that was compared (`seen`) and the one from which both began (`began`).
"""

from dataclasses import dataclass

CHOICE, DIFFERS, BEGAN, ALL_MINE = "choose-", "differs", "began", "all-mine"
STORED, MINE = "stored", "mine"
OF_THE_PAGE = ("csrfmiddlewaretoken", "seen", DIFFERS, BEGAN, ALL_MINE)


@dataclass(frozen=True)
class Said:
    """What one version says in one field: as people read it, and as the form sends it: `(name, value)` of each value.

    `is_group`: the field stands for all fields whose names begin with its own and a hyphen.
    """

    label: str
    shown: str = ""
    sent: tuple = ()
    is_group: bool = False


@dataclass(frozen=True)
class Difference:
    """A field in which two versions differ. `proposed` is the side to take, where one can tell; `who` changed it."""

    field: str
    label: str
    stored: str
    mine: str
    proposed: str = ""
    who: str = "both"


def said_in(form):
    """`{field: Said}` of a form that is not bound: what it shows to begin with."""
    return {form.add_prefix(name): _said(form[name]) for name in form.fields if not form[name].is_hidden}


def _said(bound):
    field, value = bound.field, bound.value()
    values = value if isinstance(value, list | tuple) else [value]
    if not hasattr(field, "choices"):
        values = [field.widget.format_value(each) for each in values]
    values = [str(each) for each in values if each not in (None, "")]
    names = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    shown = ", ".join(names.get(each, each) for each in values)
    return Said(str(field.label), shown, tuple((bound.html_name, each) for each in values))


def differing(stored, mine, began=None):
    """The Differences of two versions, those that both changed first.

    What one side alone changed since `began` is proposed; where nobody knows what both began with, nothing is.
    """
    found = []
    for field in dict.fromkeys([*stored, *mine]):
        one, other = (version.get(field) for version in (stored, mine))
        shown = one.shown if one else "", other.shown if other else ""
        if shown[0] == shown[1]:
            continue
        before = None
        if began is not None:
            before = began[field].shown if field in began else ""
        proposed, who = {shown[0]: (MINE, "you"), shown[1]: (STORED, "they")}.get(before, ("", "both"))
        found.append(Difference(field, (one or other).label, *shown, proposed, who))
    return sorted(found, key=lambda difference: difference.who != "both")


def is_chosen_from(request):
    """Whether a form comes from the page of a conflict, with a choice field by field."""
    return request.method == "POST" and BEGAN in request.POST and ALL_MINE not in request.POST


def settle(request, stored):
    """Puts what was chosen of the stored version in the place of one's own; returns the fields without a choice."""
    data, undecided = request.POST.copy(), []
    for field in request.POST.getlist(DIFFERS):
        choice = request.POST.get(f"{CHOICE}{field}")
        if choice == STORED:
            _put(data, field, stored.get(field))
        elif choice != MINE:
            undecided.append(field)
    for name in [name for name in data if name.startswith(CHOICE)]:
        del data[name]
    request.POST = data
    return undecided


def _put(data, field, said):
    is_group = said is not None and said.is_group
    for name in [name for name in data if name == field or (is_group and name.startswith(f"{field}-"))]:
        del data[name]
    for name, value in said.sent if said else ():
        data.appendlist(name, value)


def sent_again(request):
    """One's own version as it was sent: `(name, value)` of everything but what belongs to the page."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in OF_THE_PAGE and not name.startswith(CHOICE)
        for value in values
    ]
