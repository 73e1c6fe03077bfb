"""Addresses of the desk: for the secretariat."""

from django.urls import path

from southsouth.web.desk import areas, home, imports, parts, quality, refresh, triage, weights

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("triage/", triage.index, name="triage"),
    path("triage/needs/<slug:ref>/", triage.need, name="triage-need"),
    path("triage/solutions/<slug:ref>/", triage.solution, name="triage-solution"),
    path("weights/", weights.index, name="weights"),
    path("weights/preview/", weights.preview, name="weights-preview"),
    path("weights/<int:version>/use/", weights.use, name="weights-use"),
    path("quality/", quality.index, name="quality"),
    path("refresh/", refresh.index, name="refresh"),
    path("areas/", areas.index, name="areas"),
    path("areas/<slug:slug>/", areas.edit, name="area"),
    path("import/", imports.index, name="import"),
    path("parts/", parts.parts, name="parts"),
]
