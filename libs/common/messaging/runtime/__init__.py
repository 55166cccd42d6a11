"""A consumer at work: fetching, lanes, handling, retries, ownership, progress."""
