"""What a page's markup says beside its text: whose it is, its structured data, menus, footer and outline. Pure."""
