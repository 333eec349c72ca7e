"""A paper before it is written to a file: letterhead, numbered paragraphs, tables, tail, and how its pages look."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Scheme:
    """A way of numbering. `shape` holds `{}` for the count; `word` is Word's numFmt, or None when only typed."""

    name: str
    shape: str
    word: str | None
    above: bool = False  # the label begins with that of the item above ("1.2.")


@dataclass
class Paragraph:
    """Words with their marker. `run` tells the lists apart: paragraphs of one run count on, another begins anew."""

    words: str
    role: str = "body"  # body, heading, item, label, centre
    marker: str = ""
    depth: int = 0
    scheme: Scheme | None = None
    run: int = 0
    count: int = 0
    footnote: str | None = None

    @property
    def printed(self) -> str:
        """The paragraph as it stands on the page, on one line."""
        return f"{self.marker} {self.words}" if self.marker else self.words


@dataclass
class Cell:
    """A cell; `span` columns wide. `goes_on` is the lower part of one that is merged over several rows."""

    words: str = ""
    span: int = 1
    goes_on: bool = False


@dataclass
class Table:
    """Rows of cells; the first `heads` rows name the columns. A row in `late` begins one column later (gridBefore)."""

    rows: list[list[Cell]]
    heads: int = 1
    late: set[int] = field(default_factory=set)

    @property
    def width(self) -> int:
        """How many columns the grid has."""
        return max(sum(cell.span for cell in row) + (number in self.late) for number, row in enumerate(self.rows))


@dataclass
class Letterhead:
    """The boxes around the title. `left` holds the parent's and the issuer's lines, `right` nation or Party."""

    left: list[str]
    right: list[str]
    number: str
    dated: str
    kind: str | None
    subject: list[str]
    about: str | None = None  # "V/v …" of a công văn
    mark: str | None = None  # how urgent it is

    @property
    def below(self) -> list[str]:
        """What stands on the left below the issuer's name and the number."""
        return [line for line in (self.about, self.mark) if line]


@dataclass
class Tail:
    """Recipients on the left, the signature on the right."""

    recipients: list[str]
    titles: list[str]
    signer: str


@dataclass
class Layout:
    """How the pages look; each writer takes from it what its kind of file can show."""

    wrap: int | None = None
    letterhead: str = "side"  # side, stacked, tabs
    dashes: str = "-"
    hyphen: str = "-"
    running_head: str | None = None
    page_numbers: str | None = None  # how the number of a page is printed, `{}` for the number
    spaced_title: bool = False
    stamp: str | None = None
    cells: str = " | "
    auto_numbers: bool = True
    linked_lists: bool = False  # Word's lists lead over a style of lists
    styled_lists: str | None = None  # numbers come from the paragraph's style: the whole, or from it the level alone
    head_in_header: bool = False
    in_control: bool = False
    turned: str | None = None  # a table lies on its side: the page is turned, or the text on an upright page
    gaps: bool = True
    tight: bool = False  # nothing between the last words and the recipients
    broken_table: bool = False  # pages end inside tables: blank lines, the naming row again
    soft_labels: bool = False  # lines of labels are one paragraph, broken by hand
    letterhead_box: bool = False
    narrow_motto: bool = False
    justified: bool = False
    number_in_field: bool = False  # number and day are only the look of a form field
    watermark: str | None = None
    arrival: str | None = None  # the stamp of the office where the paper came in


# What each kind of file can show of a layout; the bench counts by these.
LOOKS = {
    "txt": ("wrap", "page_numbers", "broken_table"),
    "docx": (
        "auto_numbers",
        "linked_lists",
        "styled_lists",
        "head_in_header",
        "letterhead_box",
        "soft_labels",
        "in_control",
    ),
    "pdf": ("turned", "narrow_motto", "justified", "number_in_field", "watermark", "arrival", "stamp", "running_head"),
}


@dataclass
class Paper:
    """All of a paper, in the order in which it is read. `appendix` follows the tail."""

    letterhead: Letterhead
    layout: Layout
    recipients: list[str] = field(default_factory=list)
    parts: list[Paragraph | Table] = field(default_factory=list)
    tail: Tail | None = None
    appendix: list[Paragraph | Table] = field(default_factory=list)

    def looks(self, form: str) -> list[str]:
        """What is unusual about the pages of this form of file, by the names of the layout."""
        shown = [name.replace("_", " ") for name in LOOKS[form] if getattr(self.layout, name)]
        shown += ["footnotes"] * (form != "txt" and any(getattr(part, "footnote", None) for part in self.parts))
        return shown + ["other hyphen"] * (self.layout.hyphen != "-") + ["spaced title"] * self.layout.spaced_title
