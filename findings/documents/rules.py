"""The rules between fields of a part, each tried on its own: of values that break several, every one is told."""

from contextlib import suppress


def broken_rules(part, values, *, wrong=()):
    """Sentences of the rules of this class of part that these values break, by field name.

    What is in `wrong` is known to be no value yet, and so is a needed field without one: a rule that asks for such a
    field says nothing. What else is left out has its default.
    """
    made = part.model_construct(**{name: value for name, value in values.items() if name not in wrong})
    for name in wrong:
        made.__dict__.pop(name, None)
    return broken_rules_of(made)


def broken_rules_of(made):
    """Sentences of the rules that this part breaks; one that asks for a field it does not have says nothing."""
    sentences = []
    for rule in type(made).__pydantic_decorators__.model_validators.values():
        try:
            with suppress(AttributeError, TypeError):
                rule.func(made)
        except ValueError as broken:
            sentences.append(str(broken))
    return sentences
