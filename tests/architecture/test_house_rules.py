"""The rules of the house (docs/structure.md) that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, Model, OneToOneField

SOURCE = Path(__file__).parents[2] / "src" / "laurels"
# From the bottom up; a stage may point only at those before it.
STAGES = ["core", "accounts", "programs", "entries", "judging", "results", "publishing"]
LONGEST_FILE = 500
LONGEST_FUNCTION = 60
WRITTEN_BY_HAND = {".py", ".html", ".css", ".js", ".txt", ".typ"}


def foreign_keys(model: type[Model]) -> Iterator[tuple[str, str, str]]:
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey | OneToOneField | ManyToManyField):
            related = field.related_model
            assert isinstance(related, type)
            yield model._meta.app_label, related._meta.app_label, f"{model.__name__}.{field.name}"


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in STAGES]


def sources(*endings: str) -> list[Path]:
    return sorted(
        path
        for path in SOURCE.rglob("*")
        if path.suffix in endings and "vendor" not in path.parts and "migrations" not in path.parts
    )


def test_a_foreign_key_points_to_its_own_stage_or_an_earlier_one() -> None:
    links = [link for model in our_models() for link in foreign_keys(model)]
    assert len(links) > 50, "there is something to check"
    upward = [
        f"{name} points up to {target}"
        for stage, target, name in links
        if target in STAGES and STAGES.index(target) > STAGES.index(stage)
    ]
    assert upward == []


def test_faces_own_no_tables() -> None:
    assert [model for model in apps.get_models() if model.__module__.startswith(("laurels.web", "laurels.api"))] == []


@pytest.mark.parametrize(
    "folder", [SOURCE, SOURCE.parents[1] / "tests", SOURCE.parents[1] / "bench"], ids=lambda p: p.name
)
def test_no_file_is_longer_than_five_hundred_lines(folder: Path) -> None:
    long = {
        str(path.relative_to(folder)): lines
        for path in folder.rglob("*")
        if path.suffix in WRITTEN_BY_HAND and "vendor" not in path.parts and "migrations" not in path.parts
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in sources(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_a_face_asks_no_table_itself() -> None:
    asking = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for face in ("web", "api", "cli")
        for path in sources(".py")
        if path.relative_to(SOURCE).parts[0] == face
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and (node.attr in {"objects", "_default_manager", "bulk_create"})
    ]
    assert asking == []


def test_nothing_below_a_face_asks_for_the_time() -> None:
    asking = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in sources(".py")
        if path.relative_to(SOURCE).parts[0] in {*STAGES, "scoring", "assignment"}
        and path.relative_to(SOURCE).as_posix() not in {"core/clock.py", "core/jobs.py"}  # the worker is a face
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "utcnow", "today"}
    ]
    assert asking == []
