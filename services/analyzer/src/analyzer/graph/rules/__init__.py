"""What the graph is made of and what is told of it: pure."""
