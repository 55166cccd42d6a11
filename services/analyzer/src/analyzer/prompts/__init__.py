"""Plans as they were announced, and what their prompts are about."""
