"""What a model's answer carries beside its words, taken away before anything is read: reasoning, tool calls, marks."""
