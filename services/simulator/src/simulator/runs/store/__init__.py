"""SQL of runs and of the answers that they brought."""
