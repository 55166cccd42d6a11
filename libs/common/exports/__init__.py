"""An organisation takes out all that is kept of it: what is exported is declared, written in parts, put into one ZIP.

Each service writes its own part (``parts``), as a job that may be killed: a file that was stored is not written again.
Its files lie in the bucket of tenants, where a service may write into its own folder and read nothing (``places``).
"""
