from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "laurels.core"
    label = "core"
