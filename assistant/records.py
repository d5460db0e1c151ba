"""Records: frozen classes of named fields, as the dataclasses of the library, which take a fifth of a whole answer to import and make."""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True)
def record(kind: type[Made]) -> type[Made]:
    """Make a class of annotated fields a record: made by place or name, compared by its fields, never changed.

    A class attribute of a field's name is its default. `uncompared` names fields that do not count when two are compared.
    """
    names = tuple(kind.__annotations__)
    defaults = {name: kind.__dict__[name] for name in names if name in kind.__dict__}
    compared = tuple(name for name in names if name not in getattr(kind, "uncompared", ()))

    def begin(self: Any, *values: Any, **named: Any) -> None:
        if not named and len(values) == len(names):
            self.__dict__.update(zip(names, values, strict=True))
            return
        if len(values) > len(names):
            raise TypeError(f"{kind.__name__} has {len(names)} fields, not {len(values)}")
        given = {**defaults, **dict(zip(names, values, strict=False)), **named}
        if given.keys() != set(names) or named.keys() & set(names[: len(values)]):
            raise TypeError(f"{kind.__name__} has the fields {', '.join(names)}, each once")
        # By this the fields stand in their own order, and no one by one.
        self.__dict__.update((name, given[name]) for name in names)

    def same(self: Any, other: object) -> Any:
        if type(other) is not kind:
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in compared)

    methods = {"__init__": begin, "__eq__": same, "__repr__": _shown, "__setattr__": _refuse, "__delattr__": _refuse}
    for name in defaults:
        delattr(kind, name)  # each record has all of its fields; what it lacks is still to be read (`Late`)
    # What is compared by its fields has no hash of its own.
    no_hash = {} if "__hash__" in kind.__dict__ else {"__hash__": None}
    for name, made in {**methods, **no_hash, "__match_args__": names}.items():
        setattr(kind, name, made)
    return kind


def replace(thing: Made, **changes: Any) -> Made:
    """A record like this one but for these fields; a dataclass too, also one with slots."""
    names: tuple[str, ...] = thing.__match_args__  # type: ignore[attr-defined]
    values = [changes.pop(name) if name in changes else getattr(thing, name) for name in names]
    return type(thing)(*values, **changes)  # what is left of the changes names no field, and is refused


def _shown(self: Any) -> str:
    return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__match_args__)})"


def _refuse(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"{type(self).__name__} is never changed: {name}")
