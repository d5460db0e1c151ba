"""Training for new employees: told cases with real outcomes, repetition over time, progress. It decides and keeps; it shows nothing."""
