"""Everything HTTP: it shows, and it writes only through what findings offers."""
