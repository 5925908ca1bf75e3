"""Fuzzing: every parser of ours against inputs that nobody would write."""
