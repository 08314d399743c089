"""What a worker can do to learn: activities and resources, and the statements they develop.

It holds what is on offer. What one worker needs, and the plan made of it, live in planning.
"""
