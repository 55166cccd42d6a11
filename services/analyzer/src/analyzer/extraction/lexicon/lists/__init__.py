"""Word lists as data: files that ``words.word_lists`` reads."""
