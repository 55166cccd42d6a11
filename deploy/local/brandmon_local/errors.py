"""What can go wrong with a stack, said to a person."""


class StackError(Exception):
    """One sentence that names what failed and, where there is one, what to do."""
