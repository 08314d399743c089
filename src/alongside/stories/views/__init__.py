"""Reading stories, telling one and looking after it, and reading them before they are shown."""

from .desk import desk, propose, read
from .reading import index, picture, story
from .telling import mine, step, tell

__all__ = ["desk", "index", "mine", "picture", "propose", "read", "step", "story", "tell"]
