from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "alongside.standards.files"
    label = "files"
    verbose_name = "Files"
