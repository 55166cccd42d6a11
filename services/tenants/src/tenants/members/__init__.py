"""Who belongs to an organisation: seen, given other roles, removed, invited."""
