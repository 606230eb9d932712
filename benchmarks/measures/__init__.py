"""What is measured: each module here has NAME, TITLE and `measure(options)`, which gives tables."""
