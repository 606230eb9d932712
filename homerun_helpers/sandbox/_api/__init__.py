"""The HTTP side: what comes in is judged, what goes out is composed."""
