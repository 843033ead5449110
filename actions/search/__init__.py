"""What runs when somebody asks: the index of the sources, the ranking, and the judgement whether to answer."""
