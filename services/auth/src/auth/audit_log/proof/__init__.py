"""That the log is as it was written: signed roots, where they lie outside, and the verification."""
