"""The feedback report of one entry: figures beside the peers', and the judges' words. Knows no database and no file.

`build` makes the reports of a tally, `wording` puts one into words and charts, `html` and `pdf` print it.
"""
