"""The audit log: read, exported, verified."""
