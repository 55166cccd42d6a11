"""What is made in engines once they run: databases, roles, connectors."""
