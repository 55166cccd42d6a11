"""Share of voice and substitution of an audit: computed, shown, announced, withdrawn."""
