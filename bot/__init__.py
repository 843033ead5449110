"""The Rasa side of the assistant: understanding, domain, channels and the chat widget."""
