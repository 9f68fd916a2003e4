from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "laurels.programs"
    label = "programs"
