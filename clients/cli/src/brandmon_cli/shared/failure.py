"""What ends a command: one sentence for a person, and the exit code."""


class Failure(Exception):  # noqa: N818 - the end of a command, not a fault of the program
    """The command cannot be done; the text says why in one sentence."""

    def __init__(self, sentence: str, *, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code
