"""Simulator: ideal customers, their conversations with language models, and the saga of an audit."""
