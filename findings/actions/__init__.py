"""What people do to what is stored: one act a function, keyword-only, atomic, with the person as `by`."""
