"""The API as a client sees it through the gateway: one OpenAPI document, made of those of all services.

``services`` asks each service for its own, ``merging`` makes one of them, ``operations`` gives each operation its name,
``samples`` shows what is sent and answered, ``refusals`` says which problems come; ``document`` is all of it, ``lint``
holds it to what readers and generators of clients need. ``docs/tables/openapi_table.py`` writes it.
"""
