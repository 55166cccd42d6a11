"""An owner takes out all that the organisation has: ordered here, written by every service, put into one ZIP here."""
