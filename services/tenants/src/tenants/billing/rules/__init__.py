"""What billing decides, without I/O."""
