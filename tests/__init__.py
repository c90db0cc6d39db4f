"""
The tests: they mirror the packages, and journeys are named for people.
"""
