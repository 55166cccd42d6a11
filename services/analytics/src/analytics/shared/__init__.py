"""ClickHouse: the connection, its schema, and the one way to read it for one tenant."""
