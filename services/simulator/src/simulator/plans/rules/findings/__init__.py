"""What of an analysis can be said by a customer: each finding in a checked form, or not at all."""
