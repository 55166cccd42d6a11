"""Tables, charts and drawings of a page. Pure."""
