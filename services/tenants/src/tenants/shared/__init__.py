"""What several features of tenants need."""
