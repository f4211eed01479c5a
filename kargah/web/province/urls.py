"""Addresses of these pages."""

app_name = "province"
urlpatterns: list = []
