"""Whether a plan reads as if people had written it: findings of a lint, and figures. Pure; on contracts alone."""
