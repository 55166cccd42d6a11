"""The reports service: turns the figures of an audit into a report a person can read and a program can parse."""
