"""The API over HTTP: requests are checked, and answers are composed."""
