"""How an answer itself ranks the brands that it names."""
