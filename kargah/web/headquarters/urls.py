"""Addresses of these pages."""

app_name = "headquarters"
urlpatterns: list = []
