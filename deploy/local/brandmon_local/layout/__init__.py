"""Where a stack lies: its folder, ports, secrets, and what is rendered from them."""
