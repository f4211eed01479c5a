"""Addresses of these pages."""

app_name = "public"
urlpatterns: list = []
