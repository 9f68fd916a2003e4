"""The process that typesets: reads requests from standard input, writes documents to standard output.

A request is one line of JSON. An answer is one line of JSON, followed by as many bytes as its `size` says.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import typst

from laurels.core.typesetting.coverage import Coverage

FONTS = Path(__file__).parent / "fonts"
ROOT = Path(__file__).parents[2]
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


class Press:
    """One compiler whose fonts are read once."""

    def __init__(self) -> None:
        fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[FONTS])
        faces = [(font.path, font.index) for font in fonts.fonts() if font.path]
        own = [face for face in faces if Path(face[0]).parent == FONTS]
        self.coverage = Coverage(own, [face for face in faces if face not in own])
        self.compiler = typst.Compiler(root=ROOT, font_paths=fonts)

    def print(self, request: dict[str, Any]) -> tuple[bytes, list[str]]:
        replaced: set[str] = set()
        data = self._drawable(request["data"], replaced)
        pdf = self.compiler.compile(
            input=request["template"],
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=request["made_at"],
        )
        if not isinstance(pdf, bytes):
            raise TypeError(f"expected one file from the typesetter, found {type(pdf).__name__}")
        return pdf, sorted(replaced)

    def _drawable(self, value: Any, replaced: set[str]) -> Any:  # noqa: ANN401 - any JSON value
        if isinstance(value, str):
            return self.coverage.drawable(value, replaced)
        if isinstance(value, list):
            return [self._drawable(item, replaced) for item in value]
        if isinstance(value, dict):
            return {key: self._drawable(item, replaced) for key, item in value.items()}
        return value


def serve() -> None:
    press = Press()
    for line in sys.stdin.buffer:
        try:
            pdf, replaced = press.print(json.loads(line))
        except (typst.TypstError, TypeError, ValueError) as error:
            answer, pdf = {"error": str(error), "size": 0}, b""
        else:
            answer = {"size": len(pdf), "pages": len(PAGE.findall(pdf)), "replaced": replaced}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + pdf)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    serve()
