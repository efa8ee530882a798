"""The project's files: sizes, what they may not name, and the same steps wherever it is installed."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from bot.render import command_menu
from bot.settings import table

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".venv", ".git", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__", "data"}
SPLIT = "pypi|.org pythonhosted|.org index|-url /ro|ot/ /ho|me/ /wo|rk/ma"
HOSTS = re.compile("|".join(re.escape(name.replace("|", "")) for name in SPLIT.split()))
LONGEST_FUNCTION = 40
LONGEST_FILE = 300


def files(*suffixes: str) -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        if path.is_file() and not NOT_OURS & set(inside) and (not suffixes or path.suffix in suffixes):
            yield path


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def readable(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_registry_or_a_place_of_one_machine() -> None:
    assert [(named(path), found.group()) for path in files() if (found := HOSTS.search(readable(path)))] == []


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{named(path)}:{node.lineno} {node.name}"
        for path in files(".py")
        for node in ast.walk(ast.parse(readable(path)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_is_longer_than_a_chapter() -> None:
    code = [path for path in files(".py") if "tests" not in path.parts and "versions" not in path.parts]
    long = [named(path) for path in code if readable(path).count("\n") > LONGEST_FILE]
    assert long == []


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"\b(TO[D]O|FIX[M]E|Not[I]mplementedError)\b")
    assert [named(path) for path in files(".py") if words.search(readable(path))] == []


def test_every_requirement_is_locked_with_hashes() -> None:
    lock = text_of("requirements.lock").replace("\\\n", " ")
    lines = [line for line in lock.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert [line[:60] for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


def test_every_dependency_is_in_the_lock() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[\[~=<> ]", one)[0].lower() for one in asked}
    locked = {line.partition("==")[0].partition("[")[0].lower() for line in text_of("requirements.lock").splitlines()}
    assert sorted(names - locked) == []


def test_every_library_that_is_imported_is_asked_for_by_name() -> None:
    asked = tomllib.loads(text_of("pyproject.toml"))["project"]["dependencies"]
    names = {re.split(r"[\[~=<> ]", one)[0].lower() for one in asked}
    makers = packages_distributions()
    imported = {name for folder in ("bot", "handlers", "storage") for name in libraries(ROOT / folder)}
    made = {name: {maker.lower() for maker in makers.get(name, [])} for name in imported}
    assert {name for name, by in made.items() if by and not by & names} == set()


def libraries(folder: Path) -> Iterator[str]:
    """The first names of all modules that the files of a folder import."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(readable(path))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield str(node.module).partition(".")[0]


def steps(text: str) -> set[str]:
    """The pip steps of a file, without what only says how loud they are."""
    found = re.findall(r"-m (venv|pip install [^\n\\&]*)", text.replace("\\\n", " "))
    quiet = ("--quiet", "--no-cache-dir", "--disable-pip-version-check")
    return {" ".join(word for word in step.split() if word not in quiet) for step in found}


def test_the_image_is_installed_by_the_same_steps_as_make() -> None:
    assert steps(text_of("Dockerfile")) == steps(text_of("Makefile")) != set()


def test_the_image_runs_on_the_python_of_the_tests_and_not_as_root() -> None:
    dockerfile = text_of("Dockerfile")
    version = tomllib.loads(text_of("pyproject.toml"))["tool"]["mypy"]["python_version"]
    assert f"FROM python:{version}-slim" in dockerfile
    for line in ("USER zvedennia", "VOLUME /data", "STOPSIGNAL SIGTERM", "HEALTHCHECK", 'ENTRYPOINT ["'):
        assert line in dockerfile


def test_ci_runs_the_readmes_test_command_and_every_check() -> None:
    ci = text_of(".ci/run").splitlines()
    assert "make test" in ci
    assert "make check" in ci
    assert "make test" in text_of("README.md")


@pytest.mark.parametrize("name", ["demo", "test", "check", "run", "bench", "score", "soak", "clean"])
def test_the_makefile_has_every_target_that_the_readme_names(name: str) -> None:
    assert re.search(rf"^{name}:", text_of("Makefile"), re.MULTILINE)
    assert f"make {name}" in text_of("README.md")


def test_the_readme_lists_every_setting_with_its_default() -> None:
    readme = text_of("README.md")
    missing = [name for name, default, _ in table() if f"`{name}`" not in readme or default not in readme]
    assert missing == []


@pytest.mark.parametrize("name", [*COMMANDS])
def test_the_readme_names_every_command_of_the_program(name: str) -> None:
    assert re.search(rf"`{name}\b|, `{name}`", text_of("README.md"))


@pytest.mark.parametrize("role", ["everybody", "owner"])
def test_the_readme_names_every_command_of_the_chat(role: str) -> None:
    readme = text_of("README.md")
    assert [name for name, _ in command_menu("en", role) if f"`/{name}" not in readme] == []
