"""What an analyst would write instead: a Plotly Dash app upon the same SQLite file. Run by the benchmark alone.

It stands in an environment of its own, with Dash and pandas. One callback draws the grades of the single cases of a
force by area, or of all forces, grouped by the database each time, as a bar chart.
"""

import os
import sqlite3

import pandas
import plotly.express as express
from dash import Dash, Input, Output, dcc, html

FILE = os.environ["DASH_FILE"]
OF_ALL = """
SELECT force.name AS place, grade.name AS grade, COUNT(*) AS cases
FROM findings_auditedcase AS cases JOIN inspections_force AS force ON force.id = cases.force_id
JOIN inspections_grade AS grade ON grade.id = cases.hmicfrs_grade_id GROUP BY force.name, grade.name
"""
OF_ONE = """
SELECT area.name AS place, grade.name AS grade, COUNT(*) AS cases
FROM findings_auditedcase AS cases JOIN inspections_area AS area ON area.id = cases.area_id
JOIN inspections_grade AS grade ON grade.id = cases.hmicfrs_grade_id WHERE cases.force_id = ?
GROUP BY area.name, grade.name
"""


def asked(sql, values=()):
    with sqlite3.connect(f"file:{FILE}?mode=ro", uri=True) as database:
        return pandas.read_sql(sql, database, params=list(values))


def layout():
    forces = asked("SELECT id, name FROM inspections_force WHERE is_demo ORDER BY name")
    options = [{"label": row.name_, "value": row.id} for row in forces.rename(columns={"name": "name_"}).itertuples()]
    return html.Div([html.H1("Case grades"), dcc.Dropdown(options, id="force"), dcc.Graph(id="grades")])


app = Dash(__name__, title="Case grades")
app.layout = layout
server = app.server


@app.callback(Output("grades", "figure"), Input("force", "value"))
def grades(force):
    found = asked(OF_ONE, [force]) if force else asked(OF_ALL)
    return express.bar(found, x="cases", y="place", color="grade", orientation="h", barmode="stack")
