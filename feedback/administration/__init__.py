"""Room: what administrators keep in order. Its verbs live in the rooms below; only doors are here."""
