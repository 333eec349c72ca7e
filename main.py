"""Sổ CCHC: opens the window, or runs a command."""

from __future__ import annotations

import sys


def main() -> int:
    """Decide by the arguments. Gives the exit code: 0 done, 1 refused, 2 wrong usage, 3 our fault."""
    from models.base import core_dumps, own_variables
    from ui import cli
    from ui.commands.request import REFUSED

    core_dumps.forbid()
    own_variables.take_over()
    request = cli.parse(sys.argv[1:])
    if request.command is not None:
        return cli.run(request)
    if not cli.has_screen():
        return REFUSED
    from ui import app

    return app.run(request.home, request.file)


if __name__ == "__main__":
    sys.exit(main())
