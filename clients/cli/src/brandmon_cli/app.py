"""Every command of ``brandmon``: those of this client, and those that other packages bring along.

A package adds commands by an entry point of group ``brandmon.commands``: a callable that gets the ``typer.Typer``. It
is loaded at every start, so it imports what takes long in its commands only. One that cannot be loaded takes no other
command with it: standard error says which it was.
"""

from importlib.metadata import entry_points

import typer

from brandmon_cli.accounts.commands import account
from brandmon_cli.accounts.programs.commands import keys, service_accounts
from brandmon_cli.audit_log.commands import audit_log
from brandmon_cli.audits.commands import audit, cancel, conversations, report, share_of_voice, watch
from brandmon_cli.audits.group import audits
from brandmon_cli.billing.commands import billing, quota
from brandmon_cli.brands.commands import brand, brands, reread
from brandmon_cli.filters import add_filters
from brandmon_cli.organizations.commands import organizations
from brandmon_cli.organizations.webhooks.commands import webhooks
from brandmon_cli.organizations.within.clients import clients
from brandmon_cli.organizations.within.flags import flags
from brandmon_cli.organizations.within.invitations import invitations
from brandmon_cli.organizations.within.members import members
from brandmon_cli.shared.options import AN_ID, example, for_organization
from brandmon_cli.shared.output import complain
from brandmon_cli.sites.commands import site
from brandmon_cli.traces.commands import trace
from brandmon_cli.websites.commands import websites

GROUP = "brandmon.commands"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="How do language models speak about a brand? Start the stack, audit a website, read the result.",
)


def add_installed(app: typer.Typer) -> None:
    """Add the commands of other packages."""
    for entry in sorted(entry_points(group=GROUP)):
        try:
            entry.load()(app)
        except Exception as error:  # noqa: BLE001 - whatever a package of others is broken by
            complain(f"The commands of {entry.name} cannot be loaded ({type(error).__name__}: {error}).")


add_installed(app)
app.command(epilog=example("audit https://example.com --yes"))(for_organization(audit))
app.command(epilog=example(f"watch {AN_ID}"))(for_organization(watch))
app.command(epilog=example(f"cancel {AN_ID}"))(for_organization(cancel))
app.add_typer(audits, name="audits")
app.add_typer(site, name="site")
app.add_typer(websites, name="websites")
app.add_typer(account, name="account")
app.add_typer(organizations, name="organizations")
app.add_typer(webhooks, name="webhooks")
app.add_typer(keys, name="keys")
app.add_typer(service_accounts, name="service-accounts")
app.add_typer(audit_log, name="audit-log")
app.add_typer(members, name="members")
app.add_typer(invitations, name="invitations")
app.add_typer(clients, name="clients")
app.add_typer(flags, name="flags")
app.add_typer(billing, name="billing")
app.command(epilog=example("quota --json"))(for_organization(quota))
app.command(epilog=example("conversations example.com"))(for_organization(conversations))
app.command(epilog=example("share-of-voice example.com --by provider"))(for_organization(share_of_voice))
app.command(epilog=example("brands example.com"))(for_organization(brands))
app.command(epilog=example('brand example.com "Acme Inc" merge --to Acme'))(for_organization(brand))
app.command(epilog=example("reread example.com"))(for_organization(reread))
app.command(epilog=example(f"report {AN_ID} --out acme.html"))(for_organization(report))
app.command(epilog=example(f"trace {AN_ID}"))(trace)
add_filters(app)
