"""Addresses of the workspace: for whoever is signed in."""

from django.urls import path

from southsouth.web.workspace import (
    flags,
    home,
    matches,
    need_form,
    needs,
    paper,
    questions,
    reviews,
    searches,
    solution_form,
    solutions,
    translations,
)

app_name = "workspace"

urlpatterns = [
    path("", home.home, name="home"),
    path("needs/new/", need_form.start, name="need-start"),
    path("needs/<slug:ref>/", needs.detail, name="need"),
    path("needs/<slug:ref>/edit/<slug:step>/", need_form.edit, name="need-edit"),
    path("needs/<slug:ref>/paper/", paper.need, name="need-paper"),
    path("needs/<slug:ref>/submit/", needs.submit, name="need-submit"),
    path("needs/<slug:ref>/take-back/", needs.take_back, name="need-take-back"),
    path("needs/<slug:ref>/withdraw/", needs.withdraw, name="need-withdraw"),
    path("needs/<slug:ref>/answered/", needs.answered, name="need-answered"),
    path("needs/<slug:ref>/reopen/", needs.reopen, name="need-reopen"),
    path("needs/<slug:ref>/endorsement/", needs.endorsement, name="need-endorsement"),
    path("needs/<slug:ref>/facts/", matches.facts, name="need-facts"),
    path("needs/<slug:ref>/refresh/", matches.refresh, name="need-refresh"),
    path("matches/<int:pk>/answer/", matches.answer, name="match-answer"),
    path("solutions/new/", solution_form.start, name="solution-start"),
    path("solutions/<slug:ref>/", solutions.detail, name="solution"),
    path("solutions/<slug:ref>/edit/<slug:step>/", solution_form.edit, name="solution-edit"),
    path("solutions/<slug:ref>/paper/", paper.solution, name="solution-paper"),
    path("solutions/<slug:ref>/submit/", solutions.submit, name="solution-submit"),
    path("solutions/<slug:ref>/take-back/", solutions.take_back, name="solution-take-back"),
    path("solutions/<slug:ref>/confirm/", solutions.confirm, name="solution-confirm"),
    path("solutions/<slug:ref>/archive/", solutions.archive, name="solution-archive"),
    path("questions/", questions.index, name="questions"),
    path("questions/<slug:ref>/", questions.detail, name="question"),
    path("questions/<slug:ref>/decline/", questions.decline, name="question-decline"),
    path("questions/<slug:ref>/withdraw/", questions.withdraw, name="question-withdraw"),
    path("flags/<slug:ref>/", flags.detail, name="flag"),
    path("searches/", searches.index, name="searches"),
    path("searches/save/", searches.save, name="search-save"),
    path("searches/<int:pk>/look/", searches.look, name="search-look"),
    path("searches/<int:pk>/forget/", searches.forget, name="search-forget"),
    path("<slug:kind>/<slug:ref>/translate/<slug:language>/", translations.translate, name="translate"),
    path("<slug:kind>/<slug:ref>/ask/<slug:language>/", translations.ask, name="translation-ask"),
    path("reviews/", reviews.index, name="reviews"),
    path("reviews/<slug:ref>/", reviews.review, name="review"),
]
