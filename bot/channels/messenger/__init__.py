"""Messenger: a page's inbox."""
