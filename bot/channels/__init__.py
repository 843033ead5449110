"""How people reach the assistant: one module a channel, and what the channels share written once."""
