"""The impact of a change: for whom what is said otherwise, of two knowledges, day by day, in the fewest conditions."""
