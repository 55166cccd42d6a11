"""The commands ``brandmon flags ...``: parse, call, show."""

from typing import Annotated

import typer

from brandmon_cli.shared.options import HERE, AsJson, Directory, example, for_organization

flags = typer.Typer(no_args_is_help=True, help="Features of the organisation that are switched on or off.")


@flags.command(name="list", epilog=example("flags list"))
@for_organization
def list_flags(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """List the features that are set; all others are off."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.showing import show

    with signed_in(directory) as gateway:
        found = gateway.items("/v1/flags")
        show(found, ("name", "enabled", "held", "config"), none="No feature is set: all are off.", as_json=as_json)


@flags.command(name="set", epilog=example("flags set weekly-digest on --config '{\"weekday\": 1}'"))
@for_organization
def set_flag(
    name: Annotated[str, typer.Argument(metavar="FEATURE", help="A word in lower case, with dots or hyphens.")],
    state: Annotated[str, typer.Argument(help="on or off.")],
    config: Annotated[str, typer.Option(metavar="JSON", help="An object that the feature reads.")] = "{}",
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Switch a feature on or off; services know it within five minutes."""
    from brandmon_cli.gateway.problems import part_of_path
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.within.showing import done
    from brandmon_cli.shared.failure import Failure
    from brandmon_cli.shared.output import sentence
    from brandmon_cli.shared.typed import typed_object

    read = typed_object(config)
    if state not in ("on", "off") or read is None:
        raise Failure("Say on or off, and a JSON object as --config.", code=2)
    with signed_in(directory) as gateway:
        answer = gateway.put(f"/v1/flags/{part_of_path(name)}", {"enabled": state == "on", "config": read})
        done(answer, sentence("{} is {}.", answer["name"], state), as_json=as_json)
