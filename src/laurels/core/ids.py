"""Public ids: short, random, easy to read aloud. A URL never shows a row number."""

import secrets

from django.db import models

# Without 0/o, 1/l/i: nobody has to ask which it was. 10 characters of 31 are 49 bits.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 10


def new_public_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PublicIdModel(models.Model):
    """A row that people may name by its `public_id`."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True
