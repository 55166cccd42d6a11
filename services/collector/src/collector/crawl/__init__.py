"""Reading a website within bounds: the job, what to read next (pure), what is kept of each page."""
