"""An answer as text: folded, cut into blocks, tokens and sentences, and its language told. No brand is known here."""
