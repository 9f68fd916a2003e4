"""The JSON API: what the public may read."""

from ninja import NinjaAPI

from laurels import __version__

api = NinjaAPI(title="Laurels", version=__version__)
