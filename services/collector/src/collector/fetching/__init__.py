"""One bounded GET to a public address, within what the site permits."""
