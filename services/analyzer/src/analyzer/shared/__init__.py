"""What several features of analyzer need."""
