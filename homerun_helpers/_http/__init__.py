"""HTTP: one transport that sends requests under the rules of the API. The only room of the client with httpx."""
