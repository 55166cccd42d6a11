"""Packages as ``npm pack`` writes them: of exactly the content that is named, and the JSON in them."""

import hashlib
import json
import tarfile
from pathlib import Path
from typing import Any


class WrongPackageError(ValueError):
    """A tarball is not the one whose facts are committed."""


def verified(folder: Path, package: str, sha256: str) -> Path:
    """The tarball of a package in ``folder``. Raises WrongPackageError where its content is another one."""
    path = folder / package
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise WrongPackageError(f"{package} has another content than the one whose facts are committed")
    return path


def json_in(tarball: Path, member: str) -> Any:
    """What a file of a package says. Raises WrongPackageError where it has none of that name."""
    with tarfile.open(tarball) as package:
        held = package.extractfile(member)
        if held is None:
            raise WrongPackageError(f"{tarball.name} has no {member}")
        return json.load(held)
