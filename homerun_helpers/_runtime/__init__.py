"""Time, threads and tasks, locks, forks, and procedures of steps that run in both."""
