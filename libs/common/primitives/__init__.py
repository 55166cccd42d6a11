"""What everything may use and what needs nothing: time, ids, errors, versions."""
