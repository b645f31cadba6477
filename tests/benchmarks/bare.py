"""The baseline of a submit: a bare Flask form with CSRF and one committed INSERT, nothing else."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Any

import pysqlite3
from flask import Flask, redirect, render_template_string
from flask_wtf import CSRFProtect, FlaskForm
from waitress import serve
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired

PAGE = (
    "<form method=post>{{ form.csrf_token }}{{ form.id }}{{ form.text }}<button>OK</button></form>"
)


class BareForm(FlaskForm):  # type: ignore[misc]  # FlaskForm has no types
    """One text."""

    id = HiddenField()
    text = TextAreaField("Text", [InputRequired()])


def bare_app(path: Path) -> Flask:
    """Return the application that stores texts in the SQLite file at ``path`` (WAL, FULL)."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "baseline"
    CSRFProtect(app)
    connection: Any = pysqlite3.connect(str(path), check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS suggestion (id TEXT PRIMARY KEY, text TEXT)")
    lock = threading.Lock()

    @app.route("/", methods=["GET", "POST"])
    def page() -> Any:  # noqa: ANN401 - a page or a redirect
        form = BareForm()
        if form.validate_on_submit():
            with lock:
                connection.execute(
                    "INSERT INTO suggestion VALUES (?, ?)", (form.id.data, form.text.data)
                )
            return redirect("/", 303)
        return render_template_string(PAGE, form=form)

    return app


if __name__ == "__main__":
    serve(bare_app(Path(sys.argv[2])), host="127.0.0.1", port=int(sys.argv[1]), threads=8)
