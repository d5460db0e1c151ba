"""Records that are kept packed: of a part of the knowledge that most never ask for, nothing is read before somebody does."""

from __future__ import annotations

from typing import Any

try:  # the module around it takes a hundredth of an answer to import
    from _pickle import dumps, loads
except ImportError:
    from pickle import dumps, loads

_PACKED = "packed"


class Late:
    """A record that is pickled within what it is a part of, and unpickled when one of its fields is asked for."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _late, (type(self), self.__dict__.get(_PACKED) or dumps(self.__dict__, protocol=5))

    def __getattr__(self, name: str) -> Any:
        """Called for what it does not have, as all fields that are packed."""
        if _PACKED in self.__dict__ and not name.startswith("__"):
            for field, value in loads(self.__dict__[_PACKED]).items():
                self.__dict__.setdefault(field, value)  # another thread may read it too: it has one value of each
            self.__dict__.pop(_PACKED, None)
        if name in self.__dict__:
            return self.__dict__[name]
        raise AttributeError(f"{type(self).__name__} has no {name}")


def _late(kind: type[Late], packed: bytes) -> Late:
    made = kind.__new__(kind)
    made.__dict__[_PACKED] = packed
    return made
