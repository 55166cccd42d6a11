"""What customers ask: which conversation stands where, how its turns follow, in whose words."""
