"""From chunked sentences to typed events: finding, status, times, names, merging."""
