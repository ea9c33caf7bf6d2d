"""How a recommendation opens."""

import re

OPENS = re.compile(
    r"^(?:recommendation\s*(?:\d+|[a-z])?\s*[:.\u2013\u2014-]?\s*)?"
    r"(?:(?:within|in|by|immediately|as soon as|with)\b[^,.;:]{0,40},\s+)?(?:(?:and |therefore,? )?we (?:therefore "
    r"|also |further )?"
    r"recommend(?:ed)?\b|(?:hmicfrs|hmic|the inspectorate|inspectors) (?:therefore )?recommends?\b"
    r"|it is recommended\b)",
    re.I,
)
