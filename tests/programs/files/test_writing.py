from hypothesis import HealthCheck, given, settings

from laurels.programs.definition import ProgramDef
from laurels.programs.files import problems_of, read_program, write_program
from tests.programs.strategies import programs


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programs())
def test_what_is_written_reads_back_as_the_same_program(program: ProgramDef) -> None:
    content = write_program(program).encode()

    assert problems_of(content, "written.toml") == []
    assert read_program(content, "written.toml") == program


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programs())
def test_writing_what_was_read_changes_nothing(program: ProgramDef) -> None:
    text = write_program(program)

    assert write_program(read_program(text.encode(), "written.toml")) == text
