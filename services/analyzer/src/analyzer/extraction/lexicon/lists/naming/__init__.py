"""What belongs to names: endings of languages, legal forms of firms, what assistants are called."""
