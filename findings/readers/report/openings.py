"""How a recommendation opens."""

import re

OPENS = re.compile(
    r"^(?:recommendation\s*(?:\d+|[a-z])?\s*[:.\u2013\u2014-]?\s*)?(?:(?:and |therefore,? )?we (?:therefore "
    r"|also |further )?"
    r"recommend(?:ed)?\b|(?:hmicfrs|hmic|the inspectorate|inspectors) (?:therefore )?recommends?\b"
    r"|it is recommended\b)",
    re.I,
)
