"""``python -m supply``: licences, bill of materials, secrets, known vulnerabilities; exit code 1 where one failed."""

import sys

from supply.licences import licences
from supply.tools import LOCKS, Check, bill_of_materials, secrets, vulnerabilities


def main() -> int:
    """Run every check, and say of each what it came to. What could not be run fails nothing, and is no pass."""
    checks = (_licences(), bill_of_materials(), secrets(), vulnerabilities())
    for each in checks:
        sys.stdout.write(f"{each.outcome:8} {each.name}: {each.sentence}\n")
        sys.stdout.writelines(f"         {line}\n" for line in each.found[:50])
    return int(any(each.outcome == "failed" for each in checks))


def _licences() -> Check:
    found = list(licences(*LOCKS))
    refused = tuple(f"{each.name}: {each.refused}" for each in found if each.refused)
    allowed = sum(each.why is not None for each in found)
    if refused:
        return Check("licences", "failed", f"{len(refused)} of {len(found)} packages may not be used.", refused)
    return Check("licences", "passed", f"{len(found)} packages may be used, {allowed} of them by a reasoned exception.")


if __name__ == "__main__":
    raise SystemExit(main())
