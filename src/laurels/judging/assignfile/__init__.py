"""The command `laurels assign`: entries and judges from files, a plan with its reasons and its proof to a folder.

terms       the options and the rows, checked; a request to the library
wording     reasons, clashes and warnings in words
output      what is written
run         all of it
"""
