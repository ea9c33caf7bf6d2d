"""Seeing the service run: a line for every request, counts for Prometheus, an examination of the installation."""
