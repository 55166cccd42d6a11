"""What the gateway alone asks: no route from outside leads there."""
