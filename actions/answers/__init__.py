"""Answers: a question in, replies out. Each module answers one kind of question; `topics` picks among them."""
