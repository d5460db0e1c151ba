"""YAML files to checked, immutable objects."""
