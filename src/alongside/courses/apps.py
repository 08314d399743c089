from django.apps import AppConfig

from alongside.foundation import personal


class CoursesConfig(AppConfig):
    name = "alongside.courses"
    label = "courses"
    verbose_name = "Courses"

    def ready(self) -> None:
        from .actions import forget_used

        personal.on_tidy("courses", lambda today: forget_used(actor=None))
