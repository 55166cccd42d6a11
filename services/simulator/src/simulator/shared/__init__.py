"""What several features of simulator need."""
