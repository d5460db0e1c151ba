"""Metrics: how many requests, how long they took, what runs, in the text that Prometheus reads. Every label is of a closed set, and none was sent."""

from __future__ import annotations

import os
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds up to which requests are counted together; the budgets of a page (15 and 40 ms) lie in buckets of their own."""
OTHER = "other"
"""The route of whatever is asked for at no address of ours: what stands in such an address is not ours to tell."""


class Watched(NamedTuple):
    """What is looked at when somebody asks: a gauge, or a counter where `counts`; a value for each set of labels."""

    help: str
    values: Callable[[], Mapping[tuple[tuple[str, str], ...], float]]
    counts: bool = False


class Metrics:
    """What one process counts from its start on."""

    def __init__(self) -> None:
        self._requests: dict[tuple[str, int], int] = {}
        self._buckets: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = {}
        self._watched: dict[str, Watched] = {}
        self.open = 0
        self.watch("vardlots_requests_open", "Requests under way.", lambda: self.open)
        self.watch("process_start_time_seconds", "When the process began, in seconds since 1970.", _once(time.time()))
        self.watch("process_cpu_seconds_total", "Seconds of processor time.", time.process_time, counts=True)
        if (held := _resident()) is not None:
            self.watch("process_resident_memory_bytes", "Memory held.", lambda: _resident() or held)

    def watch(self, name: str, help: str, value: Callable[[], float], *, counts: bool = False) -> None:
        """Tell a value that is looked at when somebody asks."""
        self._watched[name] = Watched(help, lambda: {(): value()}, counts)

    def watch_labelled(
        self,
        name: str,
        help: str,
        values: Callable[[], Mapping[tuple[tuple[str, str], ...], float]],
        *,
        counts: bool = False,
    ) -> None:
        """The same for several values, each with its labels, as `{(("result", "done"),): 3}`."""
        self._watched[name] = Watched(help, values, counts)

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count a request. `route` is one of the site's own, or `OTHER`."""
        self._requests[route, status] = self._requests.get((route, status), 0) + 1
        if route not in self._buckets:
            self._buckets[route], self._seconds[route] = [0] * (len(BOUNDS) + 1), 0.0
        self._buckets[route][bisect_left(BOUNDS, seconds)] += 1
        self._seconds[route] += seconds

    def text(self) -> str:
        """All of it, as Prometheus reads it."""
        return "\n".join([*self._counted(), *self._timed(), *self._looked_at()]) + "\n"

    def _counted(self) -> Iterator[str]:
        yield from _head("vardlots_requests_total", "Requests answered.", "counter")
        for (route, status), number in sorted(self._requests.items()):
            yield f"vardlots_requests_total{_labels(('route', route), ('status', str(status)))} {number}"

    def _timed(self) -> Iterator[str]:
        name = "vardlots_request_seconds"
        yield from _head(name, "Seconds from the head of a request to the end of its answer.", "histogram")
        for route, buckets in sorted(self._buckets.items()):
            total = 0
            for bound, number in zip((*map(_number, BOUNDS), "+Inf"), buckets, strict=True):
                total += number
                yield f"{name}_bucket{_labels(('route', route), ('le', bound))} {total}"
            yield f"{name}_sum{_labels(('route', route))} {_number(self._seconds[route])}"
            yield f"{name}_count{_labels(('route', route))} {total}"

    def _looked_at(self) -> Iterator[str]:
        for name, watched in self._watched.items():
            yield from _head(name, watched.help, "counter" if watched.counts else "gauge")
            for labels, value in watched.values().items():
                yield f"{name}{_labels(*labels)} {_number(value)}"


def _head(name: str, help: str, kind: str) -> tuple[str, str]:
    return f"# HELP {name} {help}", f"# TYPE {name} {kind}"


def _labels(*labels: tuple[str, str]) -> str:
    """Labels with what would end a value escaped."""
    told = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels)
    return f"{{{told}}}" if told else ""


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return repr(int(value)) if value == int(value) else repr(float(value))


def _once(value: float) -> Callable[[], float]:
    return lambda: value


def _resident() -> float | None:
    """The memory that this process holds; None where no system tells it so."""
    with suppress(OSError, ValueError, AttributeError), open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 - no file
        return float(int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE"))
    return None
