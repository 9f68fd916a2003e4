from django.apps import AppConfig


class JudgingConfig(AppConfig):
    name = "laurels.judging"
    label = "judging"
