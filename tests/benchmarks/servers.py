"""Servers to measure: ours as people run it, and the baseline."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from feedback.catalogue.actions import import_catalogue
from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.kernel.schema import upgrade_schema
from feedback.kernel.settings import Settings
from feedback.suggestions.actions.demonstration import load_invented
from tests.factories.identity import make_person, make_sign_in

HOUSE = Path(__file__).parents[2]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def made_store(folder: Path, *, suggestions: int = 0) -> Path:
    """Make a data folder with the catalogue and invented suggestions; returns it."""
    database = Database(Settings(data_dir=folder).store_url)
    upgrade_schema(database)
    with database.write() as session:
        import_catalogue(session)
    load_invented(database, total=suggestions, seed=1, progress=lambda _done: None)
    database.close()
    return folder


def signed_in(folder: Path, role: Role) -> str:
    """Make a person with a sign-in, return the cookie."""
    database = Database(Settings(data_dir=folder).store_url)
    with database.write() as session:
        token = make_sign_in(session, make_person(session, role, library_code="LIB-0001"))
    database.close()
    return f"sign_in={token}"


@contextmanager
def our_server(folder: Path, *, processes: int = 1) -> Iterator[tuple[int, psutil.Process]]:
    """Run our server on the data folder; yields its port and process."""
    port = free_port()
    environment = {
        **os.environ,
        "IETEIKUMI_DATA_DIR": str(folder),
        "IETEIKUMI_PORT": str(port),
        "IETEIKUMI_PROCESSES": str(processes),
    }
    with _running(
        [sys.executable, "-m", "flask", "--app", "wsgi", "serve"], environment, port
    ) as it:
        yield port, it


@contextmanager
def bare_server(folder: Path) -> Iterator[int]:
    """Run the baseline; yields its port."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.bare",
        str(port),
        str(folder / "bare.sqlite"),
    ]
    with _running(command, dict(os.environ), port):
        yield port


@contextmanager
def _running(
    command: list[str], environment: dict[str, str], port: int
) -> Iterator[psutil.Process]:
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=HOUSE, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_until_it_answers(port)
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait(10)


def wait_until_it_answers(port: int, *, path: str = "/", patience_s: float = 20) -> float:
    """Return the seconds until ``path`` was answered."""
    began = time.perf_counter()
    while time.perf_counter() - began < patience_s:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5):
                return time.perf_counter() - began
        except OSError:
            time.sleep(0.005)
    message = f"nothing answers on port {port}"
    raise TimeoutError(message)


def form_of(
    port: int, path: str, cookie: str = "", *, field: str = "text"
) -> tuple[str, dict[str, str]]:
    """Open a page; returns the cookies to send and the hidden fields of the form with ``field``."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie})
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        page = answer.read().decode()
        made = [
            value.split(";")[0] for name, value in answer.headers.items() if name == "Set-Cookie"
        ]
    form = next(part for part in page.split("<form")[1:] if f'name="{field}"' in part)
    fields = {}
    for element in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", form):
        name = re.search(r'name="([^"]+)"', element)
        value = re.search(r'value="([^"]*)"', element)
        if name:
            fields[name[1]] = value[1] if value else ""
    return "; ".join([*([cookie] if cookie else []), *made]), fields


def loaded(load: dict[str, Any]) -> dict[str, float]:
    """Run a load in a process of its own, return its figures."""
    ran = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "tests.benchmarks.load", json.dumps(load)],
        cwd=HOUSE,
        capture_output=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(ran.stdout)
    return figures


def memory_mib(process: psutil.Process) -> float:
    """Return what a server and its children hold in memory (shared pages counted once), in MiB."""
    family = [process, *process.children(recursive=True)]
    return round(sum(member.memory_full_info().pss for member in family) / 2**20, 1)
