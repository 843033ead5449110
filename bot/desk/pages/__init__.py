"""The pages of the desk; `bot/desk/registry.py` lists them."""
