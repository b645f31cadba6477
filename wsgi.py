"""What the server and the ``flask`` command load."""

from feedback.app import create_app

app = create_app()
