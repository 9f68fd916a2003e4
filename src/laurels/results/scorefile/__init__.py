"""`laurels score`: a file of scores in, a folder of results out. No database, no server.

reading   text of a CSV file → rows with line numbers
scores    rows → judged entries      entries   rows → names and groups
terms     options or a program file → rubric, rule, selection
request   all of it at once: every problem, or a Work to do
outcome   the tally, the choice, the peers
tables, bundle, page, output   what is written
"""
