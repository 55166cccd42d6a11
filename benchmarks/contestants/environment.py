"""The environment of those we are measured against, apart from the product's: made from its own lock, when wanted."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
OTHERS = ROOT / "benchmarks" / ".venv"


def others_python() -> Path:
    """Its interpreter; it is made anew where the lock has changed."""
    python = OTHERS / "bin" / "python"
    lock = ROOT / "benchmarks" / "requirements.lock"
    stamp = OTHERS / lock.name
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        uv = str(Path(sys.executable).with_name("uv"))
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(OTHERS)], check=True)
        install = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(python), str(lock)]
        subprocess.run(install, check=True)
        stamp.write_bytes(lock.read_bytes())
    return python


def module_of_others(name: str) -> ModuleType:
    """A pure module of theirs in this process, for what can only be compared side by side in one."""
    others_python()
    (packages,) = OTHERS.glob("lib/python*/site-packages")
    sys.path.append(str(packages))  # last: whatever both have is ours
    try:
        return import_module(name)
    finally:
        sys.path.remove(str(packages))
