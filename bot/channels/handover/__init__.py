"""Handing a talk to a person: offered, agreed to, told to the office, answered by an officer, given back."""
