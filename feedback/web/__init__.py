"""Flask glue without any room."""
