"""Features that are switched on for an organisation: by its people, or held by an operator."""
