"""The Zalo Bot platform."""
