"""`python -m assistant` is the same as the command `vardlots`: it starts here, so that Ctrl+C ends it quietly from the first moment."""

import gc
import os
import signal
import sys

_AT_ONCE = ("ask", "check")
"""The commands that end as soon as all is written: scripts and editors wait for them."""


def main() -> int:
    """Run the command of `sys.argv`; returns the exit code."""
    gc.disable()  # what is read at the start stays to the end: looking through it for garbage is for nothing
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not so in the background of a script
    if heeded:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # while Python reads our files it would print a traceback
    from assistant.cli import main as command

    try:
        if heeded:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = command()
    except KeyboardInterrupt:
        return 130
    if sys.argv[1:2] and sys.argv[1] in _AT_ONCE:
        # All is written. Taking a knowledge and its engine apart, object by object, takes as long as answering by it.
        sys.stderr.flush()
        os._exit(code)
    return code


if __name__ == "__main__":
    raise SystemExit(main())
