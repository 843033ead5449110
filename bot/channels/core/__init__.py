"""What every channel shares: settings, inbox, outbox, conversations, the way to Rasa."""
