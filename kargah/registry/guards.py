"""What the database itself keeps of the lists: a list that was given stays as it was given."""

from kargah.guards import append_only

GUARDS = (
    *append_only("registry_referrallist"),
    *append_only("registry_referralrow"),
    *append_only("registry_referralanswer"),
)
