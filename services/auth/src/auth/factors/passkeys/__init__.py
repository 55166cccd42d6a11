"""Passkeys (WebAuthn Level 2): key pairs of a person's devices, whose public halves lie here."""
