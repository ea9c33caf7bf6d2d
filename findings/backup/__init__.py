"""Whole copies of an installation, made while it runs and checked table by table when they are brought back."""
