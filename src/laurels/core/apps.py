from django.apps import AppConfig
from django.db.backends.signals import connection_created

from laurels.core.folding import teach_sqlite


class CoreConfig(AppConfig):
    name = "laurels.core"
    label = "core"

    def ready(self) -> None:
        connection_created.connect(teach_sqlite, dispatch_uid="laurels.core.folding")
