"""What a plan allows: answers set aside for an audit, settled at its end."""
