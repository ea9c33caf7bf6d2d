"""The name of the state of everything that is public, kept by the database itself in the transaction of each change."""
