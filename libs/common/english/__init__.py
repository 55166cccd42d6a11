"""The English that more than one service reads and writes: word classes, number of nouns, point of view. Pure.

What only one service needs (cutting a site's text into sentences, filling a frame) stays with that service. A library
was looked for: inflect expects a singular where it makes a plural ("shopss"), takes "bus" and "canvas" for plurals and
counts what is not counted ("softwares"); here a word comes from a site and may be any of these.
"""

from pathlib import Path

ENGLISH = Path(__file__).parent
"""Part of the version of whatever reads or writes by these rules."""
