"""Room: who may do what, and from where."""
