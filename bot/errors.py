"""The exceptions of the program; each message says what is wrong and how to mend it.

ZvedenniaError
├── SettingsError      a setting is missing or wrong
├── DataError          a file of seeds/ is missing, damaged or contradicts itself
├── InputError           a line, a date or a name that somebody gave can't be used
│   └── StandsUnderError      a later decision must be undone before this one
└── StorageError       the database can't be opened, is newer than the program, is full or damaged
"""


class ZvedenniaError(Exception):
    """Any error that the program foresees; translated once at the edge."""


class SettingsError(ZvedenniaError):
    """A setting is missing or wrong; names the setting and what it should be."""


class DataError(ZvedenniaError):
    """A file of seeds/ is missing, damaged or contradicts itself."""


class InputError(ZvedenniaError):
    """Something that a person gave can't be used; says why."""


class StandsUnderError(InputError):
    """A decision can't be undone while a later one, of the number `later`, stands on it."""

    def __init__(self, message: str, later: int) -> None:
        super().__init__(message)
        self.later = later


class StorageError(ZvedenniaError):
    """The database can't be used; says why and what mends it.

    `kind` names the fault for telling it in other languages ("full", "damaged" …), "" where it has no name; `path` is
    the file that it is about.
    """

    def __init__(self, message: str = "", kind: str = "", path: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.path = path


def first_line(error: BaseException) -> str:
    """The kind of an error with the first line of what it says: "KeyError: 'id'"."""
    return f"{type(error).__name__}: {next(iter(str(error).splitlines()), '')}"
