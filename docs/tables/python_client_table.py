"""Write the generated part of the Python client from the API's one description; ``--check`` compares.

It comes after ``openapi_table.py``, which writes that description.
"""

import json
import sys

from api_client.package import TARGET, files
from api_description.document import TARGET as DESCRIPTION
from generated import write_or_check

SCRIPT = "python_client_table.py"


def main() -> int:
    """The files, and none beside them; the exit code."""
    wanted = files(json.loads(DESCRIPTION.read_text(encoding="utf-8")))
    TARGET.mkdir(exist_ok=True)
    stale = sorted(set(TARGET.glob("*.py")) - set(wanted))
    if "--check" not in sys.argv:
        for path in stale:
            path.unlink()
    elif stale:
        sys.stderr.write(f"{stale[0].name} is of no resource any more: run python docs/tables/{SCRIPT}\n")
        return 1
    return max(write_or_check(path, text, SCRIPT) for path, text in wanted.items())


if __name__ == "__main__":
    raise SystemExit(main())
