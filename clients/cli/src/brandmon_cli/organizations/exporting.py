"""Everything that an organisation has, as one ZIP."""

import hashlib
import time
from pathlib import Path
from typing import Any

from brandmon_cli.gateway.client import Gateway, GatewayProblem, is_id
from brandmon_cli.gateway.identity import organization_of
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, write_json

Json = dict[str, Any]
PATH = "/v1/exports"
PAUSE_S = 1.0


def export(gateway: Gateway, wanted: str, out: Path, *, last: bool, as_json: bool) -> None:
    """Have it made, or take the ``last`` one that is ready, and write the file; a download that broke off goes on.

    ``Failure`` where it failed, or where the file that came is another than was promised.
    """
    own = organization_of(list(gateway.items("/v1/organizations")), wanted)
    of = f"?organization_id={own['id']}"
    made = _newest(gateway, of) if last else _made(gateway, of)
    _fetched(gateway, made, of, out)
    if as_json:
        write_json({**made, "file": str(out)})
    else:
        console().say("{} is written: {} files, {} bytes. Its manifest.json says what each holds.", out, made["files"],
                      made["bytes"])  # fmt: skip


def _newest(gateway: Gateway, of: str) -> Json:
    ready = [each for each in gateway.get(f"{PATH}{of}")["items"] if each["status"] == "ready"]
    if not ready:
        raise Failure("No export is ready: leave --last out to have one made.")
    found: Json = ready[0]
    return found


def _made(gateway: Gateway, of: str) -> Json:
    try:
        own: Json = gateway.post(f"{PATH}{of}")
    except GatewayProblem as problem:
        if problem.type != "export-running":
            raise
        own = {"id": problem.body["export_id"], "status": "running"}
    told, shown = console(stderr=True), ""
    while own["status"] == "running":
        own = gateway.get(f"{PATH}/{own['id']}{of}")
        now = f"{own['steps_done']} of {own['steps']} steps"
        if now != shown:
            told.say("Exporting: {}", now)
            shown = now
        time.sleep(PAUSE_S if own["status"] == "running" else 0)
    if own["status"] != "ready":
        raise Failure(f"The export is {own['status']}: {own['reason'] or 'no reason is told'}.")
    return own


def _fetched(gateway: Gateway, made: Json, of: str, out: Path) -> None:
    if not is_id(str(made["id"])):  # it becomes a part of a file's name
        raise Failure("What the gateway calls the export is no id; nothing is written.")
    part = out.with_name(f"{out.name}.{made['id']}.part")
    before = -1
    try:
        while _size(part) < made["bytes"] and _size(part) > before:  # as long as each try brings some of it
            before = _size(part)
            gateway.get(f"{PATH}/{made['id']}{of}")  # a long download outlives its token: this one renews it
            _gone_on(gateway, f"{PATH}/{made['id']}/download{of}", part, before)
        if _size(part) != made["bytes"] or _digest(part) != made["sha256"]:
            if _size(part) >= made["bytes"]:
                part.unlink()
            raise Failure(f"{out} is not written: what came is not the whole file. Try again: --last goes on.")
        part.replace(out)
    except OSError as error:
        raise Failure(f"{out} can't be written: {error.strerror}.") from None


def _gone_on(gateway: Gateway, path: str, part: Path, first: int) -> None:
    try:
        with part.open("ab") as file:
            for piece in gateway.stream(path, first):
                file.write(piece)
    except GatewayProblem as problem:
        if problem.status != 0 or _size(part) == first:
            raise


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _digest(part: Path) -> str:
    with part.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
