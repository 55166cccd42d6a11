"""How well the analyzer reads: figures on labelled and on public sets. A tool of the repository, part of no wheel."""
