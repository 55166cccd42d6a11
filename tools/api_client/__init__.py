"""The Python client's generated part, of the API's one description: ``models`` its types, ``methods`` its operations.

``docs/tables/python_client_table.py`` writes it; what is written by hand beside it does the asking.
"""
