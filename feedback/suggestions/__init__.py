"""Room: the heart. What residents say, in their own words, and what became of it."""
