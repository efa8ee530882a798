"""Statements that are asked over and over: made into SQL once, and run without the library's steps between.

The library takes five times as long around a quick statement as SQLite takes for it. A statement that `prepared` was
told of is compiled at its first use; `DirectlyAsked` then hands SQLite its values and gives the rows that the library
would give. Every other statement goes the library's way on the same connection and in the same transaction.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import Dialect
from sqlalchemy.engine import CursorResult, IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler

from storage.direct import begun

Values = Mapping[str, Any]
Asked = TypeVar("Asked", bound=Executable)

_FORMS: dict[int, "Forms"] = {}


def prepared(statement: Asked) -> Asked:
    """The same statement, remembered for good: for those of a module, not for those that a function makes."""
    _FORMS[id(statement)] = Forms(statement, {})
    return statement


@dataclass(frozen=True, slots=True)
class Forms:
    """A statement and what it is in SQL, by the names of the values that it is given."""

    statement: Executable
    by_names: dict[tuple[str, ...], "Plan"]

    def plan(self, names: tuple[str, ...], dialect: Dialect) -> "Plan":
        """The plan for values of these names."""
        if names not in self.by_names:
            self.by_names[names] = Plan(self.statement, names, dialect)
        return self.by_names[names]


class Answer(IteratorResult[*tuple[Any, ...]]):
    """The rows of a statement, and how many it changed."""

    rowcount = -1


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder: the value's name, what it is if none is given, and how it is written; a list takes several."""

    name: str
    usual: Any
    process: Callable[[Any], Any] | None
    is_list: bool
    is_required: bool

    def values(self, given: Values) -> list[Any]:
        """What stands at the placeholder. Raises KeyError if the value is needed and not given."""
        value = given[self.name] if self.is_required else given.get(self.name, self.usual)
        values = list(value) if self.is_list else [value]
        return values if self.process is None else [self.process(one) for one in values]


class Plan:
    """A statement in SQL for values of certain names; raises TypeError for one that needs the library at each run."""

    def __init__(self, statement: Executable, names: Sequence[str], dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=names)  # type: ignore[attr-defined]
        if getattr(compiled, "insert_prefetch", None) or getattr(compiled, "update_prefetch", None):
            raise TypeError("a statement with values of the library's own can't be prepared")
        self._sql: str = compiled.string
        self._places = tuple(_places(compiled))
        self._lists = [place.name for place in self._places if place.is_list]
        columns = compiled._result_columns or ()
        processors = [column.type._cached_result_processor(dialect, None) for column in columns]
        self._metadata = SimpleResultMetaData([column.keyname for column in columns], _processors=processors)

    def run(self, raw: sqlite3.Connection, given: Values | Sequence[Values]) -> Answer:
        """Runs it at once, with one set of values or with each of several."""
        cursor = sqlite3.Cursor(raw)
        if isinstance(given, Mapping):
            cursor.execute(self._written(given), [value for place in self._places for value in place.values(given)])
        else:
            rows = ([value for place in self._places for value in place.values(one)] for one in given)
            cursor.executemany(self._sql, rows)
        answer = Answer(self._metadata, iter(cursor.fetchall()))
        answer.rowcount = cursor.rowcount
        return answer

    def _written(self, given: Values) -> str:
        """The SQL, with as many placeholders in a list as it has values."""
        sql = self._sql
        for place in self._places:
            if place.is_list:
                many = len(given.get(place.name, place.usual))
                sql = sql.replace(f"__[POSTCOMPILE_{place.name}]", ",".join("?" * many))
        return sql


def _places(compiled: SQLCompiler) -> Iterator[Place]:
    processors: Any = compiled._bind_processors
    for name in compiled.positiontup or ():
        bind = compiled.binds[name]
        yield Place(name, bind.effective_value, processors.get(name), bind.expanding, bind.required)


class DirectlyAsked(AsyncConnection):
    """A connection that runs prepared statements at once; its transactions are its own, not the library's."""

    __slots__ = ("_raw",)

    async def open(self) -> "DirectlyAsked":
        """The connection, ready for use."""
        await self.start()
        assert self.sync_connection is not None
        self._raw: sqlite3.Connection = self.sync_connection.connection.driver_connection  # type: ignore[assignment]
        return self

    async def execute(self, statement: Any, parameters: Any = None, **options: Any) -> CursorResult[Any]:
        """The answer to a statement."""
        forms = _FORMS.get(id(statement))
        if forms is None:
            return cast("CursorResult[Any]", await super().execute(statement, parameters, **options))
        given = parameters or {}
        names = given if isinstance(given, Mapping) else given[0]
        plan = forms.plan(tuple(names), self.dialect)
        return cast("CursorResult[Any]", plan.run(self._raw, given))

    def begin_reading(self) -> None:
        """Begins a transaction that sees one state of the database."""
        self._raw.execute("BEGIN")

    async def begin_writing(self, busy_milliseconds: int) -> None:
        """Begins a write transaction, at once or as soon as another process lets it within the time."""
        await begun(self._raw, busy_milliseconds)

    def settle(self) -> None:
        """Commits."""
        self._raw.commit()

    async def leave(self) -> None:
        """Takes back what was not committed; the connection may be used anew."""
        self._raw.rollback()
        if self.in_transaction():
            await self.rollback()
