from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "laurels.results"
    label = "results"
