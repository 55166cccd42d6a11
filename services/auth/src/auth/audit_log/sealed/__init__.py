"""What is personal in the log: where people came from, under a key for each of them."""
