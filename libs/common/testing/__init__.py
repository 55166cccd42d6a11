"""What the tests of several services use; no service imports it."""
