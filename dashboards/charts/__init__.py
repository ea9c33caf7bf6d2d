"""Results in, panels out: a chart with its title, one reading sentence, the same numbers as a table, source, downloads.

Figures are plain dicts for plotly.js; nothing here imports plotly. Colours are names of the stylesheet
("var(--tone-good)") that charts.js looks up, so that one figure serves day, night and paper.
"""
