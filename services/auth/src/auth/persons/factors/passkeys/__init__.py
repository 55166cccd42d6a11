"""One's own passkeys: added, listed, named, removed."""
