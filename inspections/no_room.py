"""Whether something failed because there is no room left to write: a disk that is full, a quota, a limit of size."""

import errno

NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# As the engines say it: SQLite, and PostgreSQL with the words of its system.
SAID = ("disk is full", "No space left on device", "Disk quota exceeded", "File too large")
SENTENCE = (
    "The disk is full: what was being written is not stored, and what was there before is. Make room, and try again."
)


def is_no_room(error):
    """Whether this error, or one that led to it, says so."""
    while error is not None:
        if getattr(error, "errno", None) in NUMBERS or any(words in str(error) for words in SAID):
            return True
        error = error.__cause__ or error.__context__
    return False
