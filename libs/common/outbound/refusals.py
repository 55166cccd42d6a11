"""Why a page, or a whole site, was not read."""


class Refused(Exception):  # noqa: N818 - a verdict on an address, not a fault of ours
    """An address was not read. ``reason`` is a stable slug, the text is one sentence for a person."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return self.detail
