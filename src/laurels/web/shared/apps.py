from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "laurels.web.shared"
    label = "web_shared"
