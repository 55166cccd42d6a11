"""The double's pages for a browser: what a person would do at Stripe, as buttons."""

from collections.abc import Awaitable, Callable
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from brandmon_local.billing_double.shapes import Json
from brandmon_local.billing_double.world import Refusal, World

After = Callable[[], Awaitable[None]]
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px/1.5 sans-serif;max-width:40rem;margin:3rem auto}}button{{font:inherit;margin:.2rem}}</style>
<h1>{title}</h1><p>No money moves: this is a double of Stripe on your own machine.</p>{body}</html>"""
_ACTIONS = {
    "cancel": "End with the period",
    "resume": "Let it go on after all",
    "fail": "Let the next payment fail",
    "recover": "Pay what is open",
    "renew": "Let the period pass",
    "end": "End at once",
}


def routes(world: World, after: After) -> list[Route]:
    """The pages of payment and of the portal."""
    seller = _Pages(world, after)
    return [
        Route("/c/pay/{id}", seller.show_payment),
        Route("/c/pay/{id}/pay", seller.pay, methods=["POST"]),
        Route("/p/session/{id}", seller.show_portal),
        Route("/p/session/{id}/{subscription}/{action}", seller.act, methods=["POST"]),
    ]


class _Pages:
    def __init__(self, world: World, after: After) -> None:
        self._world, self._after = world, after

    async def show_payment(self, request: Request) -> Response:
        page = self._world.sessions.get(request.path_params["id"])
        if page is None or page["status"] != "open":
            return _closed()
        price = self._world.prices[page["price"]]
        form = _form(request.url.path, "pay", f"Pay {price['unit_amount'] / 100:.2f} US dollars a month")
        return _shown(f"Subscribe to {escape(price['id'])}", form)

    async def pay(self, request: Request) -> Response:
        page = self._world.sessions.get(request.path_params["id"])
        if page is None or page["status"] != "open":
            return _closed()
        self._world.pay(page["id"])
        await self._after()
        return RedirectResponse(page["success_url"], 303)

    async def show_portal(self, request: Request) -> Response:
        portal = self._world.portals.get(request.path_params["id"])
        return _shown("Your subscription", _portal(self._world, portal, request.url.path)) if portal else _closed()

    async def act(self, request: Request) -> Response:
        asked = request.path_params
        portal = self._world.portals.get(asked["id"])
        own = {each["id"] for each in self._world.subscriptions_of(portal["customer"])} if portal else set()
        if asked["subscription"] not in own:
            return _closed()
        try:
            _done(self._world, asked["subscription"], asked["action"])
        except Refusal as refusal:
            return _shown("That is not possible", escape(str(refusal)), 400)
        await self._after()
        return RedirectResponse(f"/p/session/{asked['id']}", 303)


def _closed() -> Response:
    return _shown("This page is closed", "", 404)


def _done(world: World, subscription: str, action: str) -> None:
    if action in ("cancel", "resume"):
        world.update(subscription, {"cancel_at_period_end": str(action == "cancel")})
    elif action in _ACTIONS:
        getattr(world, action)(subscription)
    else:
        raise Refusal(404, "unknown_action", "There is no such button.")


def _portal(world: World, portal: Json, path: str) -> str:
    parts = []
    for each in world.subscriptions_of(portal["customer"]):
        price = each["items"]["data"][0]["price"]["id"]
        ending = ", ends with its period" if each["cancel_at_period_end"] else ""
        parts.append(f"<h2>{escape(price)}: {escape(each['status'])}{ending}</h2>")
        if each["status"] != "canceled":
            parts += [_form(f"{path}/{each['id']}", name, label) for name, label in _ACTIONS.items()]
    rows = "".join(
        f"<li>{escape(each['number'])}: {each['total'] / 100:.2f} US dollars, {escape(each['status'])}</li>"
        for each in world.invoices_of(portal["customer"])
    )
    back = portal["return_url"] or ""
    link = f'<p><a href="{escape(back)}">Back</a></p>' if back.startswith(("http://", "https://")) else ""
    return "".join(parts) + f"<h2>Invoices</h2><ul>{rows}</ul>{link}"


def _form(path: str, action: str, label: str) -> str:
    return f'<form method="post" action="{escape(path)}/{escape(action)}"><button>{escape(label)}</button></form>'


def _shown(title: str, body: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(_PAGE.format(title=title, body=body), status)
