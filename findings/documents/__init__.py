"""The typed document in the middle: everything one inspection says, free of Django and of any database."""
