"""PromptBeacon's offline extraction over answers: JSON lines in, JSON lines out; run with its own environment.

In: ``{"answer", "brands": [[name, aliases], ...]}``. Out: for each brand ``{"named", "recommended", "rank"}``. What it
needs a model for (its LLM extraction) is not asked: it is held against rules, which need none.
"""

import json
import sys

from promptbeacon.extraction.mentions import extract_mentions
from promptbeacon.extraction.ranking import extract_rankings


def main() -> None:
    """Answer every line."""
    for line in sys.stdin:
        row = json.loads(line)
        names = [name for name, _ in row["brands"]]
        ranked = extract_rankings(row["answer"], names[0], names[1:])
        said = []
        for name, aliases in row["brands"]:
            found = extract_mentions(row["answer"], name, None, aliases or None)
            own = [each.position for each in ranked.rankings if each.brand == name and each.ranking_type != "mentioned"]
            said.append(
                {
                    "named": found.total_mentions > 0,
                    "recommended": any(mention.is_recommendation for mention in found.mentions),
                    "rank": own[0] if own else None,
                }
            )
        sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
