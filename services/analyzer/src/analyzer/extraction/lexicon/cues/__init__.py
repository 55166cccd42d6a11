"""What an answer says, as rows of data: one wording a row, with an id, a weight and the answers that need it."""
