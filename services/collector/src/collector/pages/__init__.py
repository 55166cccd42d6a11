"""A page: what is read out of its HTML, and where its body is kept."""
