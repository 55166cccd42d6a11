"""Reports that were written: stored, listed, served, withdrawn."""
