"""Ways in and out: take a message in, render a reply out."""
