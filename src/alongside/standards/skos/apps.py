from django.apps import AppConfig


class SkosConfig(AppConfig):
    name = "alongside.standards.skos"
    label = "skos"
    verbose_name = "SKOS"

    def ready(self) -> None:
        from alongside.framework.presenters import wire

        from .writing import JSON_LD, TURTLE, as_json_ld, as_turtle

        wire.add(wire.Form("turtle", TURTLE, as_turtle))
        wire.add(wire.Form("jsonld", JSON_LD, as_json_ld))
