"""`python -m assistant` is the same as the command `vardlots`: it starts here, so that Ctrl+C ends it quietly from the first moment."""

import signal


def main() -> int:
    """Run the command of `sys.argv`; returns the exit code."""
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not so in the background of a script
    if heeded:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # while Python reads our files it would print a traceback
    from assistant.cli import main as command

    try:
        if heeded:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return command()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
