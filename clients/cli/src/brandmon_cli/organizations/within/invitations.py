"""The commands ``brandmon invitations ...``: parse, call, show."""

from typing import Annotated

import typer

from brandmon_cli.organizations.within.members import ROLES, InClient
from brandmon_cli.shared.options import HERE, AsJson, Directory, example, for_organization

invitations = typer.Typer(no_args_is_help=True, help="Invite people into the organisation, and accept an invitation.")
Invited = Annotated[str, typer.Argument(metavar="INVITATION", help="Its id, or the address that was invited.")]


@invitations.command(epilog=example("invitations send ada@shop.example --role viewer"))
@for_organization
def send(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Whom to invite; he need not have an account yet.")],
    role: Annotated[str, typer.Option(help=ROLES)] = "member",
    client: InClient = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Invite somebody by mail. To invite an address again sends a new mail; the old one is good no longer."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.rooms import client_id_of
    from brandmon_cli.organizations.within.showing import done
    from brandmon_cli.shared.output import sentence

    with signed_in(directory) as gateway:
        body = {"email": email, "role": role, "client_id": client_id_of(gateway, client)}
        answer = gateway.post("/v1/invitations", body)
        told = answer["email"], answer["role"], answer["expires_at"]
        done(answer, sentence("{} is invited as {}; the invitation is good until {}.", *told), as_json=as_json)


@invitations.command(name="list", epilog=example("invitations list --status pending"))
@for_organization
def list_invitations(
    status: Annotated[str | None, typer.Option(help="pending, accepted or revoked.")] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """List the invitations, the newest first."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.showing import show

    columns = ("email", "role", "status", "times_sent", "expires_at", "id")
    with signed_in(directory) as gateway:
        found = gateway.items("/v1/invitations", status=status)
        show(found, columns, none="Nobody was invited.", as_json=as_json)


@invitations.command(epilog=example("invitations resend ada@shop.example"))
@for_organization
def resend(invitation: Invited, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Send a new mail with a new token and seven more days."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.showing import done, one_of
    from brandmon_cli.shared.output import sentence

    with signed_in(directory) as gateway:
        found = one_of(gateway.items("/v1/invitations", status="pending"), invitation, "email", "invitation")
        answer = gateway.post(f"/v1/invitations/{found['id']}/mail")
        done(answer, sentence("{} was written to again.", answer["email"]), as_json=as_json)


@invitations.command(epilog=example("invitations revoke ada@shop.example"))
@for_organization
def revoke(invitation: Invited, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Take an invitation back."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.showing import done, one_of
    from brandmon_cli.shared.output import sentence

    with signed_in(directory) as gateway:
        found = one_of(gateway.items("/v1/invitations", status="pending"), invitation, "email", "invitation")
        gateway.delete(f"/v1/invitations/{found['id']}")
        done(found, sentence("The invitation of {} is taken back.", found["email"]), as_json=as_json)


@invitations.command(epilog=example("invitations accept bmi_..."))
def accept(
    token: Annotated[str, typer.Argument(metavar="TOKEN", help="The token of the mail.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Accept an invitation, as the user whose e-mail address was invited."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.showing import done
    from brandmon_cli.shared.output import sentence

    with signed_in(directory, acting=False) as gateway:
        answer = gateway.post("/v1/invitations/acceptance", {"token": token})
        told = answer["role"], answer["organization_id"], answer["organization_id"]
        said = sentence(
            "You belong to it now, as {} ({}). Have commands act for it: brandmon organizations use {}", *told
        )
        done(answer, said, as_json=as_json)
