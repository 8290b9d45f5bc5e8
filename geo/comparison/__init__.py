"""Accounts side by side."""
