"""The second factor: codes of an authenticator app, recovery codes, and log-ins that wait for one."""
