"""From a published report to a draft document, one stage a file: text in, frozen dataclasses out.

extract -> clean -> recognise -> sections -> tallies, themes, boxes, findings, recommendations, figures -> reconcile ->
assemble. Nothing is invented: what is not printed is absent, and what is not certain becomes a doubt with its line.
"""
