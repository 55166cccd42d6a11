"""How well the analyzer reads: figures on labelled and on public sets."""
