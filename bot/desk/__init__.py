"""The clerk's desk: what was asked, what failed, the week in figures; for people of an office who signed in."""
