"""Programs that drain the same topic: each ``NAME BOOTSTRAP GROUP COUNT [TOPIC]``, and says what it cost as JSON."""
