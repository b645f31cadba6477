"""What the server and the ``flask`` command load."""

import sys

from feedback.app import create_app
from feedback.kernel.settings import SettingsWrong
from feedback.web.logs import log_to_stderr

log_to_stderr()
try:
    app = create_app()
except SettingsWrong as problem:
    sys.exit(f"settings: {problem}")
