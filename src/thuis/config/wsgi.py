"""The site for a server that speaks WSGI: only behind a proxy that reads slow requests first."""

import os

from django.core.wsgi import get_wsgi_application

from thuis.config import front
from thuis.config.serving import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuis.config.settings")
application = front.wsgi(get_wsgi_application())
settle()
