"""The one place where rooms meet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, has_request_context, request, url_for

from feedback.administration.routes.catalogue import catalogue
from feedback.catalogue import cli as catalogue_cli
from feedback.exports import cli as exports_cli
from feedback.exports.routes.exports import exports
from feedback.identity import cli as identity_cli
from feedback.identity.access import find_current_viewer, init_access
from feedback.identity.routes.account import account
from feedback.identity.routes.devices import devices
from feedback.identity.routes.invitations import invitations
from feedback.identity.routes.links import links
from feedback.identity.routes.pairing import pairing
from feedback.identity.routes.people import people
from feedback.identity.routes.resets import resets
from feedback.identity.routes.seats import seats
from feedback.identity.rules import may
from feedback.identity.words import Deed
from feedback.kernel import checkup
from feedback.kernel.db import Database
from feedback.kernel.passwords import Passwords
from feedback.kernel.settings import Settings
from feedback.public.routes.front import front
from feedback.public.routes.receipts import receipts
from feedback.review.routes.review import review
from feedback.suggestions import cli as suggestions_cli
from feedback.suggestions.routes.desk import desk
from feedback.suggestions.routes.kiosk import kiosk
from feedback.tagging import cli as tagging_cli
from feedback.tagging.words import MASKS
from feedback.web import cli as web_cli
from feedback.web.addresses import init_addresses
from feedback.web.compress import init_compression
from feedback.web.errors import init_errors
from feedback.web.health import init_health
from feedback.web.i18n import current_locale, init_i18n, lazy
from feedback.web.preferences import chosen_theme, web
from feedback.web.security import csp_nonce, init_security
from feedback.web.session import init_sessions
from feedback.web.static import init_static

HOUSE = Path(__file__).parents[1]
BLUEPRINTS: tuple[Blueprint, ...] = (
    web,
    front,
    account,
    links,
    resets,
    people,
    invitations,
    seats,
    desk,
    review,
    catalogue,
    kiosk,
    devices,
    pairing,
    receipts,
    exports,
)
COMMANDS = (
    *web_cli.commands,
    *catalogue_cli.commands,
    *identity_cli.commands,
    *tagging_cli.commands,
    *suggestions_cli.commands,
    *exports_cli.commands,
)
# What `flask doctor` looks at, in this order.
CHECKS = (
    *checkup.CHECKS,
    *web_cli.checks,
    *catalogue_cli.checks,
    *identity_cli.checks,
)
# The staff menu: label, endpoint, and the deed that shows it.
MENU: tuple[tuple[str, str, Deed], ...] = (
    (lazy("New suggestion"), "desk.new", Deed.RECORD),
    (lazy("My entries"), "desk.entries", Deed.SEE_ENTRIES),
    (lazy("Queue"), "review.queue", Deed.REVIEW),
    (lazy("Exports"), "exports.index", Deed.EXPORT),
    (lazy("Catalogue"), "catalogue.index", Deed.EDIT_CATALOGUE),
    (lazy("Kiosks"), "devices.index", Deed.PAIR_DEVICE),
    (lazy("People"), "people.index", Deed.MANAGE_PEOPLE),
)


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the staff menu."""

    label: str
    url: str
    is_current: bool


def create_app(settings: Settings | None = None, *, passwords: Passwords | None = None) -> Flask:
    """Build the application; ``settings`` come from the environment unless given.

    ``passwords`` is for tests, which check many: what a hash costs is no setting.
    """
    settings = settings or Settings.from_environment()
    app = Flask(__name__, template_folder=str(HOUSE / "templates"), static_folder=None)
    app.config["SECRET_KEY"] = settings.signing_key()
    app.extensions.update(settings=settings, checks=CHECKS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["masks"] = frozenset(MASKS.values())
    init_sessions(app, Database(settings.store_url, readers=settings.threads))
    init_i18n(app)
    init_security(app, settings)
    init_compression(app)
    init_errors(app)
    init_static(app)
    init_addresses(app)
    init_health(app)
    init_access(app, passwords or Passwords())
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    app.context_processor(lambda: _page_context(settings))
    return app


def _page_context(settings: Settings) -> dict[str, object]:
    """Return what every template may use."""
    viewer = find_current_viewer() if has_request_context() else None

    def viewer_may(deed: str) -> bool:
        return viewer is not None and may(viewer.role, Deed(deed))

    return {
        "viewer": viewer,
        "may": viewer_may,
        "settings": settings,
        "locale": current_locale(),
        "theme": chosen_theme(),
        "csp_nonce": csp_nonce(),
        "nav": [
            NavItem(str(label), url_for(endpoint), _is_current(endpoint))
            for label, endpoint, deed in MENU
            if viewer_may(deed)
        ],
    }


def _is_current(endpoint: str) -> bool:
    """Say whether a menu entry leads to this page, or is the only entry of this page's door."""
    siblings = [other for _label, other, _deed in MENU if other.split(".")[0] == request.blueprint]
    return request.endpoint == endpoint or siblings == [endpoint]
