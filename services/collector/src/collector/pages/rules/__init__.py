"""HTML to title, text, language, links and kind. Pure."""
