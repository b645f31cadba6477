"""Room: what suggestions are about and where they come from. Data that people edit."""
