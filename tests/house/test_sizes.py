"""A file has at most 400 lines and a function at most 40."""

import ast
from pathlib import Path

FILE_WALL = 400
FUNCTION_WALL = 40


def long_functions(source: str) -> list[str]:
    """The functions of one file that are over the wall, as `name (lines)`."""
    functions = (
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    lengths = ((node.name, node.end_lineno - node.lineno + 1) for node in functions)
    return [f"{name} ({length})" for name, length in lengths if length > FUNCTION_WALL]


def test_long_functions_of_a_function_one_line_over_the_wall_names_it():
    body = "    pass\n" * (FUNCTION_WALL - 1)
    assert long_functions(f"def kept():\n{body}\n\ndef over():\n{body}    pass\n") == ["over (41)"]


def test_no_python_file_is_longer_than_the_wall(python_files, house):
    lengths = {str(path.relative_to(house)): len(path.read_text().splitlines()) for path in python_files}
    assert "lifesci/settings.py" in lengths
    assert {name: length for name, length in lengths.items() if length > FILE_WALL} == {}


def test_no_function_is_longer_than_the_wall(python_files, house):
    found = {str(path.relative_to(house)): long_functions(path.read_text()) for path in python_files}
    assert {name: functions for name, functions in found.items() if functions} == {}


def test_no_file_is_named_for_its_kind(python_files, house):
    banned = {"helpers.py", "utils.py", "misc.py", "common.py"}
    assert [str(path.relative_to(house)) for path in python_files if Path(path).name in banned] == []
