"""Why a bar is not met, by its name; said in the table only where it is not."""

REASONS = {}
