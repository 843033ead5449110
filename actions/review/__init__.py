"""What the clerk's desk asks the action server: groups of like questions, what is to be reviewed in the law."""
