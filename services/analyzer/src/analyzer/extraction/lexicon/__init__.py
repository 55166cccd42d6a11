"""Lists of words and questions about single words; the lists are all there is, no answer is looked at."""
