"""The action server: procedures, knowledge, and the answers made of them."""
