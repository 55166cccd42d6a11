"""``python -m common.contracts.publish``: write the JSON Schemas and the AsyncAPI 3 documents from the models.

``--check`` writes nothing and fails where what is committed is not what the models say. Both refuse a change that
breaks what was published under the same version (``ledger.py``).
"""

import argparse
import sys

from common.contracts.publish.written import broken_promises, files

HOW = """A new version with an upcast is needed.
Of a message that no commit holds yet, undo the line that was noted: git checkout libs/common/contracts/published.jsonl
"""


def main() -> int:
    """Write, or compare with ``--check``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    if broken := broken_promises():
        sys.stderr.write("".join(f"{each}\n" for each in broken) + HOW)
        return 1
    stale = [path for path, text in files().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if check:
            sys.stderr.write(f"{path.name} is not what the models say: run python -m common.contracts.publish\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files()[path], encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
