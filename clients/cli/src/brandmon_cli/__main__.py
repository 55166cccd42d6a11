"""The entry point: errors become one sentence on standard error and a non-zero exit code."""

import os
import sys

import typer

from brandmon_cli.app import app
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.misuse import Misuse, misused
from brandmon_cli.shared.output import complain, hang_up

INTERRUPTED = 130
TRACEBACK = "BRANDMON_TRACEBACK"
"""The variable that has a fault of ours shown with its place."""


def main() -> None:
    """Run the command that was asked for."""
    raise SystemExit(_run(sys.argv[1:]))


def _run(words: list[str]) -> int:
    try:
        return int(app(words, prog_name="brandmon", standalone_mode=False) or 0)
    except (Misuse, Failure) as wrong:
        return _told(wrong)
    except (KeyboardInterrupt, typer.Abort):
        complain("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        hang_up()
        return 0
    except OSError as error:  # a file that can't be written, a folder of somebody else
        complain(f"{error.filename or 'The system'}: {(error.strerror or 'it cannot be done').lower()}.")
        return 1
    except Exception as fault:
        if os.environ.get(TRACEBACK):
            raise
        complain(f"This is a fault of brandmon itself ({type(fault).__name__}: {fault}). {TRACEBACK}=1 shows where.")
        return 1


def _told(wrong: Misuse | Failure) -> int:
    failure = misused(wrong) if isinstance(wrong, Misuse) else wrong
    if failure is None:  # its help has been printed
        return 0
    complain(failure)
    return failure.code


if __name__ == "__main__":
    main()
