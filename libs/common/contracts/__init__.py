"""The published language: every event, command and reply that crosses a service's border, and nothing else."""
