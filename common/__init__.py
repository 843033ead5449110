"""What more than one process imports: pure modules that run on both Pythons; nothing else is shared."""
