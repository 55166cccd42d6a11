"""Reading a site, and holding a model's reading against it: pure."""
