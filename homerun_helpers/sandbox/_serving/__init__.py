"""How a sandbox is started, and how requests reach it: over a socket, or in this process."""
