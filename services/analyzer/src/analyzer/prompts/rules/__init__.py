"""What a prompt is about, by its phrases: pure."""
