"""Why an act was not done: the same for findings as for people."""

from inspections.refusal import NotAllowedError, RefusedError, require_reason, require_right

__all__ = ["NotAllowedError", "RefusedError", "require_reason", "require_right"]
