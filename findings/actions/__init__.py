"""What people do to what is stored, outside documents: verbs, keyword-only, atomic, with the person as `by`."""
