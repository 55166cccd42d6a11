"""Reading a website within bounds: what to read next (pure), whom to connect to, what may come back."""
