"""Corrections and notices that an office makes live: the desk writes them, the action servers answer from them.

Both run on Python 3.11; Rasa's process never imports this package.
"""
