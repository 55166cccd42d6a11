"""Commands of their own: topics are made, the log is looked at."""
