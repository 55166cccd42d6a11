"""SQL of simulator, by topic: ``jobs``, ``plans``, ``runs``, ``answers``, ``audits``."""
