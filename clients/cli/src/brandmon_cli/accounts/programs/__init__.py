"""What programs act with: API keys and service accounts."""
