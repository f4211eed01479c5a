"""The second factor of colleagues, and the sessions that people have open."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kargah import clock
from kargah.people import crypto
from kargah.people.models.person import Role, User
from kargah.subjects import Named


class SecondFactor(models.Model):
    """A program on the holder's telephone that shows a new code every half minute (RFC 6238)."""

    holder = models.OneToOneField(User, models.CASCADE, related_name="second_factor")
    secret_cipher = models.BinaryField(editable=False)
    made_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)  # of the code taken last: no code is taken twice

    def __str__(self) -> str:
        return f"{self.holder_id}"

    @property
    def secret(self) -> str:
        return crypto.decrypt(bytes(self.secret_cipher), bound_to=self._bound_to)

    @secret.setter
    def secret(self, base32: str) -> None:
        self.secret_cipher = crypto.encrypt(base32, bound_to=self._bound_to)

    @property
    def _bound_to(self) -> str:
        return f"second factor {self.holder.public_id}"


class RecoveryCode(models.Model):
    """Opens the door once in the telephone's place. Kept under a key only."""

    holder = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    code_key = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "code_key"], name="a_recovery_code_is_one")]

    def __str__(self) -> str:
        return f"{self.holder_id}"


class SecondFactorRule(models.Model):
    """Headquarters asks a second factor of everybody who holds a post of this role."""

    role = models.CharField(
        _("Post"), max_length=24, unique=True, choices=[one for one in Role.choices if one[0] in Role.held()]
    )
    since = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.role


class Entrance(Named):
    """One sign-in on one device, for as long as its session stands."""

    holder = models.ForeignKey(User, models.CASCADE, related_name="entrances")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60, blank=True)
    used_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-used_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.holder_id} {self.device}"
