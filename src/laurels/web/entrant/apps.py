from django.apps import AppConfig


class EntrantConfig(AppConfig):
    name = "laurels.web.entrant"
    label = "web_entrant"
