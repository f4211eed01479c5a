"""A person who has no mouse: every field and button is reached with Tab, and worked with keys."""

from pathlib import Path
from typing import Any

from tests.journeys.hands import Person, Stuck

FAR = 200  # presses of Tab: more than any page has places to stop at


class AtTheKeyboard(Person):
    def follows(self, selector: str) -> "Person":
        self._goes_to(self.page.locator(selector).filter(visible=True).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def _click(self, button: Any) -> None:
        self._goes_to(button)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _fill(self, name: str, value: Any) -> None:
        inputs = self.page.locator(f'main [name="{name}"]:not([type=hidden])')
        tag, kind = inputs.first.evaluate("input => [input.tagName, input.type]")
        if kind == "file":
            return self._choose_files(inputs.first, value)
        if kind in ("radio", "checkbox"):
            wanted = inputs if value is True else inputs.and_(self.page.locator(f'[value="{value}"]'))
            return self._tick(wanted.first)
        self._goes_to(inputs.first)
        if tag == "SELECT":
            return self._choose(inputs.first, value)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(value)

    def _choose_files(self, field: Any, files: list[Path]) -> None:
        self._goes_to(field)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(files)

    def _tick(self, box: Any) -> None:
        self._goes_to(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")

    def _choose(self, field: Any, value: Any) -> None:
        """`value`: the place in the list, or the value of the option."""
        values = field.evaluate("select => [...select.options].map(option => option.value)")
        place = value if isinstance(value, int) else values.index(value)
        self.page.keyboard.press("Home")
        for _ in range(place):
            self.page.keyboard.press("ArrowDown")

    def _goes_to(self, target: Any) -> None:
        """On with Tab until the focus stands there, where the eye can see it."""
        for _ in range(FAR):
            if target.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise Stuck(f"{self.page.url}: Tab never comes to {target}")
        if not target.evaluate("one => one.matches(':focus-visible')"):
            raise Stuck(f"{self.page.url}: the focus on {target} is not to be seen")
