"""Addresses anyone may open."""

from django.urls import path

from southsouth.web.public import (
    access,
    attached,
    beside,
    countries,
    downloads,
    endorsement,
    events,
    figures,
    flags,
    home,
    needs,
    pages,
    paper,
    questions,
    search,
    solutions,
    trial,
    versions,
)

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("files/<int:pk>/", attached.attached, name="file"),
    path("search/", search.index, name="search"),
    path("compare/", beside.index, name="beside"),
    path("solutions/", solutions.index, name="solutions"),
    path("solutions/paper/", paper.blank, {"kind": "solution"}, name="solution-paper"),
    path("solutions/<slug:ref>/", solutions.detail, name="solution"),
    path("solutions/<slug:ref>/versions/", versions.index, {"kind": "solution"}, name="solution-versions"),
    path("solutions/<slug:ref>/versions/compare/", versions.compare, {"kind": "solution"}, name="solution-compare"),
    path(
        "solutions/<slug:ref>/versions/<int:number>/", versions.version, {"kind": "solution"}, name="solution-version"
    ),
    path("solutions/<slug:ref>/ask/", questions.ask_solution, name="ask-solution"),
    path("needs/", needs.index, name="needs"),
    path("needs/try/", trial.try_need, name="trial"),
    path("needs/paper/", paper.blank, {"kind": "need"}, name="need-paper"),
    path("needs/<slug:ref>/", needs.detail, name="need"),
    path("needs/<slug:ref>/versions/", versions.index, {"kind": "need"}, name="need-versions"),
    path("needs/<slug:ref>/versions/compare/", versions.compare, {"kind": "need"}, name="need-compare"),
    path("needs/<slug:ref>/versions/<int:number>/", versions.version, {"kind": "need"}, name="need-version"),
    path("needs/<slug:ref>/ask/", questions.ask_need, name="ask-need"),
    path("flag/<slug:kind>/<slug:ref>/", flags.flag, name="flag"),
    path("countries/", countries.index, name="countries"),
    path("countries/<slug:iso3>/", countries.detail, name="country"),
    path("events/", events.index, name="events"),
    path("events/<slug:ref>/", events.detail, name="event"),
    path("figures/", figures.index, name="figures"),
    path("figures/<slug:name>/", figures.rows, name="figure"),
    path("data/", downloads.index, name="data"),
    path("data/<slug:kind>.<slug:form>", downloads.download, name="download"),
    path("endorse/<str:secret>/", endorsement.endorse, name="endorse"),
    path("method/", pages.method, name="method"),
    path("credits/", pages.credits_page, name="credits"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("help/", pages.help_page, name="help"),
    path("sign-in/", access.sign_in, name="sign-in"),
    path("sign-out/", access.sign_out, name="sign-out"),
]
