"""Journeys of audits, from the spans that the services wrote."""
