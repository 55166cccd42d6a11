"""``python -m simulator api|consume|run|migrate``."""

from common.service import main
from simulator.app import build, migrate
from simulator.settings import SimulatorSettings

if __name__ == "__main__":
    raise SystemExit(main("simulator", SimulatorSettings, build=build, migrate=migrate))
