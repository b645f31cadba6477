"""A reviewer takes what was accepted home as a spreadsheet; the file is safe to open and whole."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.suggestions.words import State
from tests.factories.suggestions import make_suggestion
from tests.journeys.conftest import OpenPage
from tests.support.texts import texts

pytestmark = pytest.mark.browser
FORMULA = '=HYPERLINK("http://example.lv";"Spied šeit")'


def test_only_the_selection_is_in_the_file_and_no_cell_computes(
    open_page: OpenPage, database: Database, tmp_path: Path
) -> None:
    say = texts("lv")
    with database.write() as session:
        wanted = make_suggestion(session, FORMULA, state=State.ACCEPTED).reference
        make_suggestion(session, "Vēl neizlasīts")
    page = open_page(Role.REVIEWER)
    page.goto("/exports/")
    page.get_by_label(say("State"), exact=True).select_option(State.ACCEPTED.value)
    page.get_by_role("button", name=say("Count")).click()
    expect(page.get_by_role("status")).to_contain_text("1")
    with page.expect_download() as download:
        page.get_by_role("button", name=say("Download")).click()
    path = tmp_path / "export.xlsx"
    download.value.save_as(path)
    page.goto("/exports/")
    expect(page.get_by_role("region", name=say("Earlier exports"))).to_contain_text("1")

    sheet = openpyxl.load_workbook(path).worksheets[0]
    head, *rows = sheet.iter_rows()
    assert {cell.data_type for row in rows for cell in row} <= {
        "s",
        "n",
        "d",
        "b",
    }  # text, number, date, yes or no; never "f"
    (row,) = [[cell.value for cell in row] for row in rows]
    assert wanted in row
    assert FORMULA in row
    assert len(head) == len(row)
