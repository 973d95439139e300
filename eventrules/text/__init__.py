"""Plain text: tokens and sentences with their places in the raw input. Knows nothing of rules."""
