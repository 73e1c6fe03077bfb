"""Addresses of the desk: for the secretariat."""

from django.urls import path

from southsouth.web.desk import areas, flags, home, imports, languages, misses, parts, quality, refresh, triage, weights

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("triage/", triage.index, name="triage"),
    path("triage/needs/<slug:ref>/", triage.need, name="triage-need"),
    path("triage/solutions/<slug:ref>/", triage.solution, name="triage-solution"),
    path("flags/", flags.index, name="flags"),
    path("flags/<slug:ref>/", flags.decide, name="flag"),
    path("solutions/<slug:ref>/evidence/", flags.evidence, name="evidence"),
    path("weights/", weights.index, name="weights"),
    path("weights/preview/", weights.preview, name="weights-preview"),
    path("weights/<int:version>/use/", weights.use, name="weights-use"),
    path("quality/", quality.index, name="quality"),
    path("languages/", languages.index, name="languages"),
    path("misses/", misses.index, name="misses"),
    path("refresh/", refresh.index, name="refresh"),
    path("areas/", areas.index, name="areas"),
    path("areas/new/", areas.new, name="area-new"),
    path("areas/<slug:slug>/", areas.edit, name="area"),
    path("areas/<slug:slug>/use/", areas.use, name="area-use"),
    path("areas/<slug:slug>/order/", areas.order, name="area-order"),
    path("areas/<slug:slug>/topics/new/", areas.new_topic, name="topic-new"),
    path("areas/<slug:slug>/topics/<slug:topic>/", areas.topic, name="topic"),
    path("areas/<slug:slug>/topics/<slug:topic>/use/", areas.use_topic, name="topic-use"),
    path("import/", imports.index, name="import"),
    path("import/<slug:token>/", imports.check, name="import-check"),
    path("import/<slug:token>/refused/", imports.refused, name="import-refused"),
    path("parts/", parts.parts, name="parts"),
]
