"""Courses: learning platforms from which pages of this site are opened.

Which platforms there are, the public halves of our own key, and which openings were used already.
Nothing of who opens a page from a course: no name, no address, no number, no role.
"""
