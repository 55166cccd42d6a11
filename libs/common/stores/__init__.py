"""Where state lies: PostgreSQL, MongoDB, objects; one unit of work each."""
