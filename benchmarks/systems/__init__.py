"""What is measured: Tandem, and what one would use instead. Each system turns a question into an `Answer`."""
