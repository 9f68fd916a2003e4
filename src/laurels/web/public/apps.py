from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "laurels.web.public"
    label = "web_public"
