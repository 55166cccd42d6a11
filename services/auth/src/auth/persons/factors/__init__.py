"""One's own second factor: enrolled, confirmed, removed; recovery codes made anew."""
