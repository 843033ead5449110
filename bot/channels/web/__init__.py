"""The website: page, widget, sessions, and what they say to the bridge."""
