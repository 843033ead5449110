"""The law as pages: one for every passage and row, made as files that need no server and no script."""
