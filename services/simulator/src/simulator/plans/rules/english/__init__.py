"""The English that profiles and prompts are written in: grammar, wording, frames."""
