"""Telegram: long polling or a webhook."""
