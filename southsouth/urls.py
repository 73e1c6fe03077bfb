"""All addresses: public pages, the workspace, the desk; each with its language first."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from southsouth.web.public import errors, wellknown

urlpatterns = [
    path("", wellknown.root, name="root"),
    path("healthz", wellknown.healthz, name="healthz"),
    path("readyz", wellknown.readyz, name="readyz"),
    path("robots.txt", wellknown.robots, name="robots"),
    path("sitemap.xml", wellknown.sitemap, name="sitemap"),
    path(".well-known/security.txt", wellknown.security, name="security"),
    *i18n_patterns(
        path("", include("southsouth.web.public.urls")),
        path("workspace/", include("southsouth.web.workspace.urls")),
        path("desk/", include("southsouth.web.desk.urls")),
    ),
]

handler400 = errors.bad_request
handler403 = errors.missing
handler404 = errors.missing
handler500 = errors.broken
