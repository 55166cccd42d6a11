"""``python -m tenants api|consume|run|migrate``."""

from common.service import main
from tenants.app import build, migrate
from tenants.settings import TenantsSettings

if __name__ == "__main__":
    raise SystemExit(main("tenants", TenantsSettings, build=build, migrate=migrate))
