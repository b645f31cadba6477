"""Room: what leaves the house, as files that can be trusted."""
