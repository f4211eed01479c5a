"""Addresses of these pages."""

app_name = "inspector"
urlpatterns: list = []
