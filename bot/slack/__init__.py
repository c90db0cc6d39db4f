"""Slack, and the only place that knows it: payloads in, messages out."""
