"""What a message asks for: which intent, which passages, and whether they answer it."""
