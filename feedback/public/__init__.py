"""Room: pages for people without an account."""
