"""What every room stands on: no room knowledge, no Flask."""
