"""The seven proofs of the knowledge, each made part by part over the whole case space."""
