"""Tables that people send and get: CSV in with every problem at once, folders out whole or not at all.

problems    what is wrong: file, line, expected, found
reading     CSV text as rows
sheets      a spreadsheet file (XLSX) as rows
reader      the files of one request
folder      written aside, then renamed
cells       CSV text out
"""
