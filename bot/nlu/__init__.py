"""Rasa NLU components: unmarked copies, spaCy tokens and entities, e5 features, language, input guard."""
