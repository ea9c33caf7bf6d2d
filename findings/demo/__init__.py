"""Invented data at any size, to try the service and to measure it. Nothing in it is about a real force or a child."""
