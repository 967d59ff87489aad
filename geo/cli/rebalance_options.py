"""The arguments of `rebalance`, read with care: what is no share or no weight is said in words."""

import argparse
import math
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from geo.domain.kinds import Language
from geo.messages import text
from geo.staffing.rebalance import ALL_KINDS, AnswerKind

ALL, USUAL_TOLERANCE = "all", 0.15
KINDS = {
    "fewest": (AnswerKind.FEWEST_CHANGES,),
    "compact": (AnswerKind.MOST_COMPACT,),
    "balanced": (AnswerKind.BEST_BALANCED,),
    ALL: ALL_KINDS,
}
VILLAGE, NONE = "village", "none"
_PERCENT = 100


def add_options(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add the arguments of the command."""

    def say(name: str) -> str:
        return text(language, f"rebalance.help_{name}").replace("%", "%%")

    parser.set_defaults(wrong_usage=parser.error)
    parser.add_argument("--cells", type=Path, metavar="FILE", help=say("cells"))
    parser.add_argument("--group", metavar="COLUMN", help=say("group"))
    parser.add_argument("--weight", metavar="COLUMN", help=say("weight"))
    parser.add_argument(
        "--tolerance",
        action=_Share,
        nargs="+",
        default=USUAL_TOLERANCE,
        metavar="SHARE",
        help=say("tolerance"),
        wrong=lambda words: text(language, "rebalance.no_share", value=words),
    )
    parser.add_argument("--answer", choices=sorted(KINDS), help=say("answer"))
    weigh = _weigher(language)
    parser.add_argument("--compactness", type=weigh, default=0.0, metavar="W", help=say("form"))
    parser.add_argument("--travel", type=weigh, default=0.0, metavar="W", help=say("travel"))
    parser.add_argument("--whole", metavar="COLUMN", help=say("whole"))
    parser.add_argument("--lock", action="append", default=[], metavar="GROUP", help=say("lock"))
    parser.add_argument("--barriers", type=Path, metavar="FILE", help=say("barriers"))
    parser.add_argument("--no-barriers", action="store_true", help=say("no_barriers"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=say("out"))


def share_in(words: str) -> float | None:
    """Return a share written as 0.05, 5% or ±5 %; None where it is none between 0 and 1."""
    plain = unicodedata.normalize("NFKC", words).replace(" ", "").removeprefix("±")
    is_percent = plain.endswith("%")
    try:
        share = float(plain.removesuffix("%")) / (_PERCENT if is_percent else 1)
    except ValueError:
        return None
    return share if 0 < share < 1 else None


class _Share(argparse.Action):
    """Takes one share, which a shell may have split before the sign of percent."""

    def __init__(self, *, wrong: Callable[[str], str], **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]  # argparse: passed on as they came
        self._wrong = wrong

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        _option: str | None = None,
    ) -> None:
        words = " ".join(str(one) for one in values or ())
        share = share_in(words)
        if share is None:
            parser.error(self._wrong(words))
        setattr(namespace, self.dest, share)


def _weigher(language: Language) -> Callable[[str], float]:
    def weight(words: str) -> float:
        try:
            found = float(words)
        except ValueError:
            found = math.nan
        if not 0 <= found < math.inf:
            raise argparse.ArgumentTypeError(text(language, "rebalance.no_wish", value=words))
        return found

    return weight
