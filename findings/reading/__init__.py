"""Reading published reports outside of requests: a queue of jobs, a worker, and a process apart for every file."""
