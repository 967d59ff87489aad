"""A press that keeps what it was given instead of printing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from geo.ports.documents import Memo, Paper, Sign, untold


@dataclass
class RecordingPress:
    """Keeps memos and signs; what it prints says which kind it is."""

    memos: list[Memo] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)

    def memo_pdf(self, memo: Memo) -> bytes:
        self.memos.append(memo)
        return b"pdf"

    def memo_docx(self, memo: Memo) -> bytes:
        self.memos.append(memo)
        return b"docx"

    def is_ready(self) -> bool:
        return True

    def signs_pdf(
        self, signs: Sequence[Sign], paper: Paper, progress: Callable[[float], None] = untold
    ) -> bytes:
        self.signs += signs
        progress(1.0)
        return paper.value.encode()
