"""What an audit consists of, and what counts as its progress: pure."""
