from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SouthSouth(AppConfig):
    name = "southsouth"
    label = "southsouth"
    verbose_name = _("South-South Network")
    default_auto_field = "django.db.models.BigAutoField"
