"""The commands ``brandmon members ...``: parse, call, show."""

from typing import Annotated

import typer

from brandmon_cli.shared.options import AN_ID, HERE, AsJson, Directory, example, for_organization

members = typer.Typer(no_args_is_help=True, help="Who belongs to the organisation, and what each may do.")
Member = Annotated[str, typer.Argument(metavar="USER", help="The member's id, as `list` shows it.")]
InClient = Annotated[
    str | None, typer.Option("--client", metavar="CLIENT", help="For the role client: the one client that he sees.")
]
ROLES = "owner, admin, member, viewer, client or billing."


@members.command(name="list", epilog=example("members list"))
@for_organization
def list_members(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """List the members with their roles, the first joined first."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.showing import show

    with signed_in(directory) as gateway:
        found = gateway.items("/v1/members")
        show(found, ("user_id", "role", "client_id", "joined_at"), none="Nobody.", as_json=as_json)


@members.command(epilog=example(f"members role {AN_ID} viewer"))
@for_organization
def role(
    user: Member,
    role: Annotated[str, typer.Argument(help=ROLES)],
    client: InClient = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Give a member another role: at most what you may yourself."""
    from brandmon_cli.gateway.client import id_of
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.rooms import client_id_of
    from brandmon_cli.organizations.within.showing import done
    from brandmon_cli.shared.output import sentence

    member = id_of(user, "member")
    with signed_in(directory) as gateway:
        body = {"role": role, "client_id": client_id_of(gateway, client)}
        answer = gateway.patch(f"/v1/members/{member}", body)
        done(answer, sentence("{} is {} now.", member, answer["role"]), as_json=as_json)


@members.command(epilog=example(f"members remove {AN_ID}"))
@for_organization
def remove(user: Member, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Remove a member; what he made stays."""
    from brandmon_cli.gateway.client import id_of
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.showing import done
    from brandmon_cli.shared.output import sentence

    member = id_of(user, "member")
    with signed_in(directory) as gateway:
        gateway.delete(f"/v1/members/{member}")
        done({"user_id": member}, sentence("{} belongs to the organisation no longer.", member), as_json=as_json)
