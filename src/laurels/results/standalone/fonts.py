"""The faces that a page's own text needs, as data inside its style sheet."""

import base64
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
LATIN_EXTENDED = (range(0x100, 0x250), range(0x1E00, 0x1F00))


@dataclass(frozen=True)
class Face:
    family: str
    style: str
    weights: str
    file: str


FACES = (
    Face("Newsreader", "normal", "300 500", "newsreader"),
    Face("Newsreader", "italic", "300 500", "newsreader-italic"),
    Face("Source Sans 3", "normal", "200 900", "source-sans-3"),
)


def css(text: str) -> str:
    """Latin always, Latin Extended only for a text that has such letters; other scripts are the reader's machine's."""
    extended = any(ord(character) in letters for letters in LATIN_EXTENDED for character in set(text))
    subsets = ("latin-ext", "latin") if extended else ("latin",)
    return "".join(_rule(face, subset) for face in FACES for subset in subsets)


@cache
def _rule(face: Face, subset: str) -> str:
    data = base64.b64encode((FOLDER / f"{face.file}-{subset}.woff2").read_bytes()).decode()
    ranges = "U+0100-024F,U+1E00-1EFF" if subset == "latin-ext" else "U+0000-00FF,U+2000-206F,U+20AC,U+2122,U+2212"
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};font-weight:{face.weights};'
        f"font-display:swap;src:url(data:font/woff2;base64,{data}) format('woff2');unicode-range:{ranges}}}\n"
    )
