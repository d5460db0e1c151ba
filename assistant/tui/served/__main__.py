"""`python -m assistant.tui.served SOCKET`: what the server starts, to fork sessions from (docs/decisions/025)."""

import sys

from assistant.tui.served.nursery import main

if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
