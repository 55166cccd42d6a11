"""The commands ``brandmon clients ...``: parse, call, show."""

from pathlib import Path
from typing import Annotated, Any

import typer

from brandmon_cli.shared.options import HERE, AsJson, Directory, example, for_organization

clients = typer.Typer(no_args_is_help=True, help="The clients of an agency: rooms inside the organisation.")
Client = Annotated[str, typer.Argument(metavar="CLIENT", help="Its name or id, as `list` shows them.")]
Email = Annotated[str | None, typer.Option(help="Where it is written to.")]
LogoUrl = Annotated[str | None, typer.Option("--logo-url", help="An https address of its logo.")]
Words = str | None


@clients.command(name="list", epilog=example("clients list --archived"))
@for_organization
def list_clients(
    archived: Annotated[bool, typer.Option("--archived", help="Those that were put away instead.")] = False,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """List the clients by name."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.showing import show

    columns = ("name", "status", "email", "purge_after", "id")
    with signed_in(directory) as gateway:
        found = gateway.items("/v1/clients", archived="true" if archived else None)
        show(found, columns, none="There is no such client.", as_json=as_json)


@clients.command(epilog=example('clients create "Pier Nine Bakery" --email hello@piernine.example'))
@for_organization
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the client is called.")],
    email: Email = None,
    logo_url: LogoUrl = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Add a client, as far as the plan allows."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.showing import done
    from brandmon_cli.shared.output import sentence

    with signed_in(directory) as gateway:
        answer = gateway.post("/v1/clients", {"name": name, "email": email, "logo_url": logo_url})
        done(answer, sentence("{} is added ({}).", answer["name"], answer["id"]), as_json=as_json)


@clients.command(epilog=example('clients edit "Pier Nine Bakery" --status inactive'))
@for_organization
def edit(  # noqa: PLR0913, PLR0917 - each is an option
    client: Client,
    name: Annotated[Words, typer.Option(help="Its new name.")] = None,
    email: Email = None,
    logo_url: LogoUrl = None,
    logo: Annotated[Path | None, typer.Option(help="An image file: PNG, JPEG, GIF or WebP, at most 64 KiB.")] = None,
    status: Annotated[Words, typer.Option(help="active, or inactive: it rests.")] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Change a client, pause it or take it up again. What is given as "" is taken away."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.images import encoded
    from brandmon_cli.organizations.within.rooms import client_of
    from brandmon_cli.organizations.within.showing import done
    from brandmon_cli.shared.output import sentence

    given: dict[str, Any] = {"name": name, "email": email, "logo_url": logo_url, "status": status}
    changes = {field: value or None for field, value in given.items() if value is not None}
    image = None if logo is None else encoded(logo)
    with signed_in(directory) as gateway:
        found = client_of(gateway, client)
        path = f"/v1/clients/{found['id']}"
        answer = gateway.patch(path, changes) if changes else found
        if image is not None:
            gateway.put(f"{path}/logo", {"content": image})
        done(answer, sentence("{} is changed.", answer["name"]), as_json=as_json)


@clients.command(epilog=example('clients archive "Pier Nine Bakery"'))
@for_organization
def archive(client: Client, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Put a client away: hidden, and deleted for good after 90 days."""
    from brandmon_cli.organizations.within.showing import done
    from brandmon_cli.shared.output import sentence

    answer = _ordered(directory, client, "archiving")
    told = answer["name"], answer["purge_after"]
    done(answer, sentence("{} is archived; it can be restored until {}.", *told), as_json=as_json)


@clients.command(epilog=example('clients restore "Pier Nine Bakery"'))
@for_organization
def restore(client: Client, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Bring an archived client back."""
    from brandmon_cli.organizations.within.showing import done
    from brandmon_cli.shared.output import sentence

    answer = _ordered(directory, client, "restoration")
    done(answer, sentence("{} is back.", answer["name"]), as_json=as_json)


@clients.command(epilog=example('clients delete "Pier Nine Bakery"'))
@for_organization
def delete(client: Client, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Delete an archived client for good, before its 90 days are over."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.rooms import client_of
    from brandmon_cli.organizations.within.showing import done
    from brandmon_cli.shared.output import sentence

    with signed_in(directory) as gateway:
        found = client_of(gateway, client)
        gateway.delete(f"/v1/clients/{found['id']}")
        done(found, sentence("{} is deleted.", found["name"]), as_json=as_json)


def _ordered(directory: Path, client: str, what: str) -> dict[str, Any]:
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.rooms import client_of

    with signed_in(directory) as gateway:
        answer: dict[str, Any] = gateway.post(f"/v1/clients/{client_of(gateway, client)['id']}/{what}")
        return answer
