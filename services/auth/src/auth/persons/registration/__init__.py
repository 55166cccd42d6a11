"""Registration: from an address somebody typed to an account whose owner has shown that it is his."""
