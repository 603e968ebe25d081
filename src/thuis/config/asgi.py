"""The site for a server that speaks ASGI."""

import os

from django.core.asgi import get_asgi_application

from thuis.config.bounds import bounded_asgi
from thuis.config.serving import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuis.config.settings")
application = bounded_asgi(get_asgi_application())
settle()
