"""The settlement as one HTML page: nothing is fetched, no script runs, the same settlement gives the same bytes."""
