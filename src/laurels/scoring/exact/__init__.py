"""The one engine of the official score: whole numbers in arrays, one common denominator for each level.

Arrays are int64 as long as a bound says that nothing can overflow, else the same code runs on Python's own integers
in object arrays. No binary fraction ever touches an official score.
"""
