"""What reports writes when an organisation takes out all that is kept of it."""
