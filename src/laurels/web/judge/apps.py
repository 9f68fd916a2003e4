from django.apps import AppConfig


class JudgeConfig(AppConfig):
    name = "laurels.web.judge"
    label = "web_judge"
