"""The analyzer: what a business does, what prompts are about, how brands stand in answers, and the graph of it all."""
