"""Words counted as people count them."""

import re

# Chinese and Japanese are written without spaces: each character counts as a word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\S*\w\S*")


def count_words(text: str) -> int:
    """What stands between spaces and holds a letter or a digit; a dash alone is no word."""
    return len(_UNSPACED.findall(text)) + len(_WORD.findall(_UNSPACED.sub(" ", text)))
