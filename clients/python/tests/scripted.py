"""An API that answers what its script says, over HTTP, and keeps what it was asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

Json = dict[str, Any]
LOGIN, REFRESH = "POST /v1/auth/login", "POST /v1/auth/refresh"


@dataclass
class Asked:
    what: str
    headers: dict[str, str]
    body: Any


@dataclass
class Reply:
    """``hangs_up``: the request comes, and no answer goes."""

    status: int = 200
    body: Any = None
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    hangs_up: bool = False


def refusal(status: int, slug: str, **more: Any) -> Reply:
    told = {"type": f"urn:brandmon:problem:{slug}", "title": "No", "status": status, "detail": f"It is {slug}.", **more}
    return Reply(status, told, "application/problem+json")


class Scripted:
    """``script``: by "METHOD /path", what is answered, one after the other; the last one again and again."""

    def __init__(self, script: dict[str, list[Reply]]) -> None:
        self.script, self.asked, self._lock = script, list[Asked](), Lock()
        self.sessions = 0
        self.good = {"access-0"}
        self.url = ""

    def answer(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            if asked.what in (LOGIN, REFRESH) and asked.what not in self.script:
                return self._tokens()
            proof = asked.headers.get("Authorization", "")
            if proof.startswith("Bearer access-") and proof.removeprefix("Bearer ") not in self.good:
                return refusal(401, "token-expired")
            replies = self.script[asked.what]
            return replies.pop(0) if len(replies) > 1 else replies[0]

    def _tokens(self) -> Reply:
        self.sessions += 1
        self.good = {f"access-{self.sessions}"}
        told = {"access_token": f"access-{self.sessions}", "refresh_token": f"refresh-{self.sessions}"}
        return Reply(body={**told, "organization_id": "o1"})

    def end(self) -> None:
        """Access tokens of before are no longer taken."""
        self.good = set()

    def what(self) -> list[str]:
        return [each.what for each in self.asked]


@contextmanager
def serving(script: dict[str, list[Reply]]) -> Iterator[Scripted]:
    scripted = Scripted(script)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length)) if length else None
            reply = scripted.answer(Asked(f"{self.command} {self.path}", dict(self.headers), body))
            if reply.hangs_up:
                self.close_connection = True
                return
            sent = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            sent = b"" if reply.body is None else sent
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(sent)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(sent)

    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.handle_any)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    scripted.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield scripted
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
