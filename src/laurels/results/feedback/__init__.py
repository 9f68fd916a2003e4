"""The feedback report of one entry: figures beside the peers', and the judges' words. Knows no database and no file.

`build.reports` makes the reports of a tally; `wording.worded` puts one into words and charts; `html` and `pdf` print it.
"""
