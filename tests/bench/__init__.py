"""Measures speed and memory; never asserts on seconds."""
