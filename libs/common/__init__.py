"""What every service shares: the published language, messaging, sagas, HTTP, telemetry; no service's own words."""
