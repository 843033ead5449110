"""The source texts: their passages, how they are read and checked, and how an operator adds a document."""
