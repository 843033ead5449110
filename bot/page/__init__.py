"""The assistant's pages for browsers: home, tasks, privacy; HTML from what the action server tells."""
