"""What is wrong with an installation, and what to do: one table of checks."""
