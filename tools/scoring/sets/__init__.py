"""Sets to score on: the project's own phrasings and prompts, and public sets that a folder holds."""
