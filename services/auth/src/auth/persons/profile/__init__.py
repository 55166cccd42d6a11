"""The profile: what a person changes about his own account, or with a mailed code where he cannot log in."""
