"""The numbers of the project: pure functions from counts to frozen results, with no database, no clock and no drawing.

One module a question: `distributions` and `proportions` (what share?), `differences` with `exact_tests` and
`false_discovery` (is there evidence of a difference?), `funnel` (do forces differ by more than chance?),
`self_assessment` (what do margins allow?), `paired` (what do single cases add?), `deadlines` (by when, and was it in
time?), `ledger` (do the printed numbers agree with each other?).
"""
