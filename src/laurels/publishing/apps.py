from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "laurels.publishing"
    label = "publishing"
