"""What runs in `make train`: the encoder, the index, and what the search learns."""
