"""What an answer says of the brands that it names: presence, belief, sentiment, rank, refusal."""
