"""What people say of a business, and the audits that wait for their word."""
