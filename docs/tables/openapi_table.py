"""Write the API's one description, ``libs/common/contracts/openapi.json``, and the ledger of its names.

``--check`` compares.
"""

import json

from api_description.document import TARGET, document
from api_description.operations import LEDGER, ledger, ledger_of, public, with_new
from api_description.services import descriptions
from generated import write_or_check

SCRIPT = "openapi_table.py"


def main() -> int:
    """Both files; the exit code."""
    told = descriptions()
    names = with_new(ledger(), public(told))
    page = json.dumps(document(told, names), indent=1, ensure_ascii=False) + "\n"
    return max(write_or_check(LEDGER, ledger_of(names), SCRIPT), write_or_check(TARGET, page, SCRIPT))


if __name__ == "__main__":
    raise SystemExit(main())
