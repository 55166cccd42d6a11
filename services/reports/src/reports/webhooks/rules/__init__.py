"""What is told, where to, signed by what and tried when. Pure."""
