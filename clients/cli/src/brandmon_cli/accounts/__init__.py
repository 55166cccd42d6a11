"""One's own account: opened, shown, changed, closed."""
