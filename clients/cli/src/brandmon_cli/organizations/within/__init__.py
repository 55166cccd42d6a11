"""What stands within an organisation: members, invitations, clients, features."""
