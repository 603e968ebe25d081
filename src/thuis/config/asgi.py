"""The site for a server that speaks ASGI."""

import os

from django.core.asgi import get_asgi_application

from thuis.config import front
from thuis.config.serving import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuis.config.settings")
application = front.asgi(get_asgi_application())
settle()
