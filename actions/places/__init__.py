"""Reads places as people write them, and tells what the reform of 1 July 2025 made of them."""

from __future__ import annotations
