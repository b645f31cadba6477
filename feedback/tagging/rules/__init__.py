"""Pure decisions about a text: normalising, personal data, matching and ranking."""
