"""``python -m auth api|consume|run|migrate``."""

from auth.app import build, migrate
from auth.settings import AuthSettings
from common.service import main

if __name__ == "__main__":
    raise SystemExit(main("auth", AuthSettings, build=build, migrate=migrate))
