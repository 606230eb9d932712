"""What can be fuzzed: each target is a part of the tests, whose properties hypothesis tries and the fuzzer too."""

TARGETS = {
    "models": ["tests/models"],
    "wire": ["tests/properties/test_wire_values.py", "tests/core/test_retries.py"],
    "multipart": ["tests/properties/test_multipart.py", "tests/properties/test_requests_at_the_sandbox.py"],
    "pages": ["tests/properties/test_listing_machine.py", "tests/properties/test_listings_under_change.py"],
    "budget": ["tests/properties/test_rate_limit.py", "tests/properties/test_retry_sequences.py"],
    "sandbox": ["tests/properties/test_sandbox_machine.py"],
}
