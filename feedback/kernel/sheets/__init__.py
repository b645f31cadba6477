"""Tables that leave the house: CSV, XLSX and JSON Lines, with one rule against formulas.

CSV and JSON Lines are composed by the database, one finished line a row: a row then costs Python
one ``bytes`` and nothing else (docs/adr on exports).
"""
