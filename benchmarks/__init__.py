"""Benchmarks: ratios measured in one run, so that the machine does not matter. None of them is a test."""
