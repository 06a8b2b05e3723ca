"""The documentation is true: public names are described, and the code in the pages runs."""

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parent.parent
QUIET = {"text", "json", "csv", "make", "html"}  # shown, not run
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^ *```(\w+)[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


def undocumented(tree: ast.Module) -> Iterator[str]:
    """The public modules, classes, functions and methods of *tree* without a docstring."""
    if not ast.get_docstring(tree):
        yield "the module"
    for node in tree.body:
        yield from _undocumented(node, "")


def _undocumented(node: ast.stmt, inside: str) -> Iterator[str]:
    if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return
    if node.name.startswith("_") or any("overload" in ast.unparse(d) for d in node.decorator_list):
        return
    if not ast.get_docstring(node):
        yield f"{inside}{node.name}"
    if isinstance(node, ast.ClassDef):
        for child in node.body:
            yield from _undocumented(child, f"{node.name}.")


MODULES = [
    path
    for top in ("deliberation", "webapp")
    for path in sorted((ROOT / top).rglob("*.py"))
    if not {"__pycache__", "versions"} & set(path.parts)
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_public_name_has_a_docstring(path: Path) -> None:
    assert not list(undocumented(ast.parse(path.read_text())))


def test_a_missing_docstring_is_found() -> None:
    source = '''"""M."""
class A:
    """A."""
    def f(self): ...
    def _g(self): ...
def h(): ...'''
    assert list(undocumented(ast.parse(source))) == ["A.f", "h"]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the small files that the pages speak of."""
    shutil.copytree(ROOT / "examples" / "data", tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of a page; ``CI`` has Hypothesis make no complaint of a slow machine."""
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    own = {"PYTHONPATH": paths, "PYTHONWARNINGS": "error", "COLUMNS": "100", "CI": "true"}
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_code_of_a_page_runs(page: Path, workplace: Path) -> None:
    """Every block, in order, in one folder: Python as a script, a console as commands."""
    for language, code in FENCE.findall(page.read_text(encoding="utf-8")):
        match language:
            case "python":
                done = run([sys.executable, "-c", dedent(code)], workplace)
                assert done.returncode == 0, done.stderr
            case "console":
                run_console(dedent(code), workplace)
            case _:
                assert language in QUIET, f"{page.name}: a block in {language!r} is not run"


def run_console(code: str, folder: Path) -> None:
    """Run the lines that begin with ``$``; ``...`` in what follows stands for any output."""
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", code, re.MULTILINE):
        match shlex.split(command):
            case ["deliberation", *arguments]:
                done = run([sys.executable, "-m", "deliberation.cli", *arguments], folder)
                assert done.returncode == 0, done.stderr
                pattern = ".*".join(re.escape(part) for part in expected.rstrip("\n").split("..."))
                assert re.fullmatch(pattern + r"\n?", done.stdout, re.DOTALL), done.stdout
            case ["make", target, *_]:  # not run here (it would run itself), but it must exist
                assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
            case _:
                pytest.fail(f"a page runs {command!r}; only deliberation and make are tested")
