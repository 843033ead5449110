"""Corrections and notices of an office, over what the repository knows: followed, checked, tried, answered from."""
