from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "alongside.portfolio"
    label = "portfolio"
    verbose_name = "My record"
