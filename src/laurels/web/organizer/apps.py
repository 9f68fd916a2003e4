from django.apps import AppConfig


class OrganizerConfig(AppConfig):
    name = "laurels.web.organizer"
    label = "web_organizer"
