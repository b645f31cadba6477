"""What people may fill in, a file for each door."""
