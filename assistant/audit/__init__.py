"""What is said of the knowledge as a whole: its proofs, its scenarios, its coverage of the clauses, its statistics."""
