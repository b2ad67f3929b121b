"""Start and stop the assistant's processes."""
