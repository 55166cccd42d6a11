"""A plan as a person reads it; ``python printout.py`` writes the golden files anew, to be read before they are kept."""

import sys
from pathlib import Path

from simulator.plans.rules.planning import Plan


def printout(plan: Plan) -> str:
    """Profiles with their conversations, without ids."""
    lines = []
    for customer in plan.customers:
        profile = customer.profile
        lines += [f"# {profile.name}", profile.description, *(f"  pain: {pain}" for pain in profile.pain_points),
                  *(f"  objection: {each}" for each in profile.objections),
                  *(f"  goal: {goal}" for goal in profile.goals)]  # fmt: skip
        for each in (held for held in plan.conversations if held.icp_id == profile.id):
            lines.append(f"{each.sequence_number}{' core' if each.core else ''}: {each.topic}")
            lines += [f"    {prompt.prompt_type}: {prompt.text}" for prompt in each.prompts]
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Write every golden file."""
    from analysed_sites import SITES

    from common.contracts.vocabulary import Panel
    from simulator.plans.rules.planning import plan_of

    folder = Path(__file__).parent / "golden"
    folder.mkdir(exist_ok=True)
    for name, site in SITES.items():
        path = folder / f"{name.replace(' ', '-')}.txt"
        path.write_text(printout(plan_of(site, Panel(), "en")), encoding="utf-8")
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
