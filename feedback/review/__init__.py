"""Room: the agency reads, decides and merges."""
