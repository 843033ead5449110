"""What the assistant knows: sources, their passages, the index over them, and the search."""
