"""Why an act was not done."""


class RefusedError(Exception):
    """Nothing was changed; `sentences` say why, all reasons at once."""

    def __init__(self, *sentences):
        self.sentences = list(sentences)
        super().__init__(" ".join(self.sentences))


class NotAllowedError(RefusedError):
    """The person does not have the right; everything else may be well."""


def require_right(person, *permissions):
    """The act needs one of these rights; a page that forgot to ask does not get past this."""
    if person is None or not person.is_active or not any(person.has_perm(name) for name in permissions):
        raise NotAllowedError("Your account does not have the right to do this.")


def require_reason(text, what):
    """The text without spaces around it; nothing there is a refusal."""
    text = (text or "").strip()
    if not text:
        raise RefusedError(what)
    return text
