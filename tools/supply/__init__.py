"""What the project is made of: licences, a bill of materials, secrets that must not be there, known vulnerabilities."""
