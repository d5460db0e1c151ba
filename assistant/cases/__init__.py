"""Cases: one patient's answers, and the space of all of them."""
