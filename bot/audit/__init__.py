"""
Whether the promises hold, looked at from outside the code that keeps them.

Everything here reads the tables by itself and calls nothing of the worker, so that
one fault cannot both break a promise and hide it.
"""
