from django.apps import AppConfig


class EntriesConfig(AppConfig):
    name = "laurels.entries"
    label = "entries"
