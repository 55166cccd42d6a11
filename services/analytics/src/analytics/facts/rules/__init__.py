"""Events to facts, and facts to answers. Pure."""
