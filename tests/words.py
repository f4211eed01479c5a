"""How Persian is written on a page, as rules that find what is wrong; and a reader of the words of a page."""

import re
from html.parser import HTMLParser

PERSIAN = re.compile(r"[آ-یء-ئ]")
A_RUN = re.compile(
    r"[آ-یء-ئ\u200c\u064b-\u0652\u0654]+(?:[ \u200c:.«»۰-۹/٫٬٪-]+[آ-یء-ئ\u200c\u064b-\u0652\u0654]+)*"
)

# A word's parts are joined by a half-space: the verb's «می», the plural's «ها», the grades of an adjective, «ام، اید، اند».
WRONG = {
    "Arabic ي, ك, ة or ى": re.compile("[يكةى]"),
    "a Latin digit": re.compile(r"[0-9]"),
    "a Latin mark": re.compile(r"[?;\"]|(?<![0-9]),(?![0-9])"),
    "a space before the mark": re.compile(r"[آ-ی] +[،؛؟!:.»](?![A-Za-z0-9۰-۹])"),
    "no space after the mark": re.compile(r"[،؛؟](?=[آ-ی])|(?<=[آ-ی])[.:](?=[آ-ی])"),
    "a lost half-space": re.compile(
        r"(?<![آ-ی\u200c])ن?می (?=[آ-ی])|[آ-ی] (?:ها|های|هایی|هایتان|ترین|اید|اند)(?![آ-ی\u200c])|ه ی(?![آ-ی])"
    ),
    "«ه‌ی» or «ۀ» for «هٔ»": re.compile("ه\u200cی(?![آ-ی])|ۀ"),
    "a cry": re.compile("!"),
}


def faults(words: str) -> list[str]:
    """What is wrong with these Persian words; nothing where there is no Persian."""
    return [what for what, rule in WRONG.items() if rule.search(words)] if PERSIAN.search(words) else []


class Words(HTMLParser):
    """Fills `texts` with (language, words) of a page: what is seen, and what is read aloud."""

    VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "use"}
    SPOKEN = ("aria-label", "alt", "title", "placeholder", "aria-description")

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(page)

    @property
    def _language(self) -> str:
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag, attributes) -> None:
        given = dict(attributes)
        language = given.get("lang") or self._language
        self.texts += [(language, given[name]) for name in self.SPOKEN if given.get(name)]
        if tag not in self.VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag, attributes) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in self.VOID:
            self._open.pop()

    def handle_endtag(self, tag) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data) -> None:
        # What was typed into a text area is somebody's own.
        if data.strip() and not {"script", "style", "textarea"} & {tag for tag, _ in self._open}:
            self.texts.append((self._language, " ".join(data.split())))
