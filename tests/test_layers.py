"""The table of layers: imports point down only, libraries stay where they belong, the core has no clock."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "handlers", "storage")

GROUND, CORE, STORAGE, SHELL, EDGE, TOP = range(6)
LAYERS = {
    "bot": GROUND,
    "bot.errors": GROUND,
    "bot.logs": GROUND,
    "bot.model": GROUND,
    "bot.settings": GROUND,
    "bot.changes": CORE,
    "bot.channels": CORE,
    "bot.choice": CORE,
    "bot.codec": CORE,
    "bot.extract": CORE,
    "bot.fingerprint": CORE,
    "bot.gazetteer": CORE,
    "bot.lexicon": CORE,
    "bot.linking": CORE,
    "bot.numbering": CORE,
    "bot.pace": CORE,
    "bot.period": CORE,
    "bot.placed": CORE,
    "bot.post_lines": CORE,
    "bot.quota": CORE,
    "bot.render": CORE,
    "bot.boxes": CORE,
    "bot.replay": CORE,
    "bot.stated": CORE,
    "bot.summary": CORE,
    "bot.sums": CORE,
    "bot.terminal": CORE,
    "bot.touched": CORE,
    "bot.updates": CORE,
    "storage": STORAGE,
    "bot.answers": SHELL,
    "bot.area_answers": SHELL,
    "bot.asof": SHELL,
    "bot.backup": SHELL,
    "bot.bench": SHELL,
    "bot.bench_record": SHELL,
    "bot.delivery": SHELL,
    "bot.digest": SHELL,
    "bot.doctor": SHELL,
    "bot.export": SHELL,
    "bot.http": SHELL,
    "bot.inbox": SHELL,
    "bot.ingest": SHELL,
    "bot.intake": SHELL,
    "bot.lock": SHELL,
    "bot.pinning": SHELL,
    "bot.relink": SHELL,
    "bot.reread": SHELL,
    "bot.review": SHELL,
    "bot.scene": SHELL,
    "bot.status": SHELL,
    "bot.tasks": SHELL,
    "bot.waiting": SHELL,
    "handlers": EDGE,
    "bot.app": TOP,
    "bot.cli": TOP,
    "bot.commands": TOP,
    "bot.demo": TOP,
    "bot.__main__": TOP,
}
ROOMS_OF_THE_READER = [
    "text",
    "people",
    "times",
    "casualties",
    "places",
    "weapons",
    "damage",
    "kinds",
    "facts",
    "scenes",
    "sums",
    "evidence",
    "reader",
]
AT_HOME = {
    "telegram": ("handlers", "bot.app", "bot.delivery", "bot.inbox"),
    "sqlalchemy": ("storage",),
    "alembic": ("storage",),
    "aiosqlite": ("storage",),
}
CLOCKS = frozenset({"now", "utcnow", "today", "time", "monotonic", "perf_counter"})
WORLD = frozenset({"asyncio", "socket", "sqlite3", "subprocess", "time", "urllib", "http"})


@cache
def modules() -> dict[str, ast.Module]:
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(name: str) -> Iterator[str]:
    """The modules that a module names when it runs, as precise as they can be told."""
    for node in running(modules()[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules() else str(node.module)


def running(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes below a node, without what only a type checker sees."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")):
            yield child
            yield from running(child)


def layer(name: str) -> int:
    while name not in LAYERS and "." in name:
        name = name.rpartition(".")[0]
    return LAYERS[name]


def own(name: str) -> bool:
    return name.partition(".")[0] in PACKAGES


def listed(name: str) -> bool:
    return name in LAYERS or any(name.startswith(f"{known}.") for known in LAYERS if known != "bot")


def test_every_module_has_its_place_in_the_table() -> None:
    assert [name for name in modules() if not listed(name)] == []


def test_imports_point_down_only() -> None:
    upward = [
        f"{name} imports {other}"
        for name in modules()
        for other in imports(name)
        if own(other) and layer(other) > layer(name)
    ]
    assert upward == []


def test_rooms_of_the_reader_import_only_those_before_them() -> None:
    upward = [
        f"{name} imports {other}"
        for name in modules()
        for other in imports(name)
        if room(name) is not None and (room(other) or 0) > room(name)
    ]
    assert upward == []


def room(name: str) -> int | None:
    """How high in the reader a module stands, or None for one outside of it."""
    _, inside, inner = name.partition("bot.extract.")
    return ROOMS_OF_THE_READER.index(inner.partition(".")[0]) if inside else None


def test_no_module_imports_itself_by_a_way_round() -> None:
    graph = {name: {other for other in imports(name) if other in modules() and other != name} for name in modules()}
    while leaves := [name for name, others in graph.items() if not others]:
        for leaf in leaves:
            del graph[leaf]
        for others in graph.values():
            others.difference_update(leaves)
    circles = {name: sorted(others & graph.keys()) for name, others in graph.items()}
    assert circles == {}


@pytest.mark.parametrize("library", AT_HOME)
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    strangers = [
        name
        for name in modules()
        if any(other.partition(".")[0] == library for other in imports(name)) and not name.startswith(AT_HOME[library])
    ]
    assert strangers == []


def test_one_module_at_most_speaks_http() -> None:
    speakers = [name for name in modules() if any(other.partition(".")[0] == "httpx" for other in imports(name))]
    assert len(speakers) <= 1, speakers


def test_the_core_asks_neither_the_clock_nor_the_world() -> None:
    told = []
    for name in modules():
        if layer(name) is not CORE:
            continue
        told += [f"{name} imports {other}" for other in imports(name) if other.partition(".")[0] in WORLD]
        told += [f"{name}:{call.lineno} asks the clock" for call in calls(name) if asks_clock(call)]
    assert told == []


def calls(name: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(modules()[name]) if isinstance(node, ast.Call))


def asks_clock(call: ast.Call) -> bool:
    named = call.func
    if not isinstance(named, ast.Attribute) or named.attr not in CLOCKS or not isinstance(named.value, ast.Name):
        return False
    return named.value.id in {"datetime", "date"} and named.attr != "time"


def test_nothing_is_imported_inside_a_function() -> None:
    inner = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inner == []


def test_no_module_is_named_for_nothing_in_particular() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "service", "common", "misc"}
    assert [name for name in modules() if vague & set(name.split("."))] == []
