"""Letters in plain text over SMTP, one at a time."""

from __future__ import annotations

import logging
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import SplitResult, unquote, urlsplit

log = logging.getLogger("feedback")
PATIENCE_S = 10.0
PORTS = {"smtp": 587, "smtps": 465}


class LetterNotSent(Exception):  # noqa: N818 - it says what happened
    """The mail server could not be reached or did not take the letter."""


def send_letter(smtp_url: str, *, sender: str, to: str, subject: str, body: str) -> None:
    """Hand one letter to the mail server at ``smtp_url``; raises LetterNotSent.

    ``smtp://user:password@host:587`` (STARTTLS when the server offers it; a password is never sent
    without), ``smtps://...`` (TLS from the start). Waits ten seconds for each step at most.
    """
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, to, subject
    letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain="ieteikumi.local")
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(body)
    try:
        with _connection(smtp_url) as server:
            server.send_message(letter)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        # The reason without its text: a server's answer repeats addresses.
        log.warning("a letter was not sent: %s", type(error).__name__)
        raise LetterNotSent from error


def _connection(smtp_url: str) -> smtplib.SMTP:
    parts = urlsplit(smtp_url)
    if parts.scheme not in PORTS or not parts.hostname:
        message = "IETEIKUMI_SMTP_URL must begin with smtp://host or smtps://host"
        raise ValueError(message)
    host, port = parts.hostname, parts.port or PORTS[parts.scheme]
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE_S, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE_S)
    try:
        _sign_in(server, parts, is_safe=parts.scheme == "smtps", context=context)
    except BaseException:
        server.close()
        raise
    return server


def _sign_in(
    server: smtplib.SMTP, parts: SplitResult, *, is_safe: bool, context: ssl.SSLContext
) -> None:
    server.ehlo()
    if not is_safe and server.has_extn("starttls"):
        server.starttls(context=context)
        server.ehlo()
        is_safe = True
    if parts.username and not is_safe:
        message = "the mail server offers no TLS, so the password is not sent"
        raise ValueError(message)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
