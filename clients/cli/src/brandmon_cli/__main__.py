"""The entry point: errors become one sentence on standard error and a non-zero exit code."""

import sys

from brandmon_cli.app import app
from brandmon_cli.shared.failure import Failure

INTERRUPTED = 130


def main() -> None:
    """Run the command that was asked for."""
    try:
        app(standalone_mode=True)
    except Failure as failure:
        sys.stderr.write(f"{failure}\n")
        raise SystemExit(failure.code) from None
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    main()
