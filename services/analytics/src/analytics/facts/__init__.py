"""The facts that everything is measured from: kept as they arrive, asked by run."""
