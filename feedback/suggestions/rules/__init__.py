"""Pure decisions about suggestions."""
