"""
How long what is kept: members' words go when their time is over, or when they ask.

A row stays where its number still means something, without words and without a person;
what is still owed to anybody is never touched.
"""
