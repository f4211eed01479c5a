from django.urls import path

from kargah.web.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggestions, name="search-suggest"),
]
