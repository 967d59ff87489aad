"""A plan leaves as a file: memo (PDF, DOCX) or GeoPackage, as its reader may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from geo.domain.errors import BadFile
from geo.domain.kinds import Language
from geo.domain.plans import Plan
from geo.domain.policy import Action, require
from geo.ports.documents import DocumentPress, GeoPackages, Memo
from geo.ports.store import Store
from geo.services.boundary_text import ranges_of
from geo.services.draft_values import DraftView, Editing
from geo.services.drafting.standing import Standing
from geo.services.history import local_day
from geo.services.plan_documents.discretion import discretion_of
from geo.services.plan_documents.ground import plan_ground
from geo.services.plan_documents.maps import plan_maps
from geo.services.plan_documents.memo import MemoFacts, memo_of
from geo.services.plan_documents.moves import moves_of
from geo.services.plan_documents.sheets import layers_of, tables_of
from geo.services.plans import chain_of
from geo.services.settings import DEFAULT_TIMEZONE, IS_DEMO, MAP_APPROVAL_NUMBER, TIMEZONE
from geo.services.town_name import town_name


class DocumentKind(StrEnum):
    """As what a plan leaves; the value is the file's extension."""

    PDF = "pdf"
    DOCX = "docx"
    GEOPACKAGE = "gpkg"


def document_kind(extension: str, file: str) -> DocumentKind:
    """Return the kind of an extension, with or without its dot (BadFile for any other)."""
    try:
        return DocumentKind(extension.removeprefix(".").lower())
    except ValueError as error:
        raise BadFile("kind_document", file=file) from error


@dataclass(frozen=True, slots=True)
class PlanDocuments:
    """Makes the documents of the plans of one store."""

    store: Store
    standing: Callable[[str], Standing]
    opened: Callable[[Editing], DraftView]
    press: DocumentPress
    packages: GeoPackages

    def made(self, editing: Editing, kind: DocumentKind, at: datetime) -> tuple[Plan, bytes]:
        """Return the plan and its document, in the language of `editing`.

        Raises:
            NotPermitted: the actor may not see plans.
            NotFound: there is no such plan.
            Refused: there is no font to print with.
        """
        require(editing.actor, Action.VIEW_PLANS)
        plan = self.store.plans.plan(editing.plan_id)
        if kind is DocumentKind.GEOPACKAGE:
            return plan, self._package(editing, plan)
        memo = self.memo(editing, at)
        write = self.press.memo_pdf if kind is DocumentKind.PDF else self.press.memo_docx
        return plan, write(memo)

    def memo(self, editing: Editing, at: datetime) -> Memo:
        """Return the memo of a plan as a value (errors as `made`)."""
        require(editing.actor, Action.VIEW_PLANS)
        plan = self.store.plans.plan(editing.plan_id)
        return memo_of(self._facts(editing, plan, at), editing.language)

    def _facts(self, editing: Editing, plan: Plan, at: datetime) -> MemoFacts:
        store, language = self.store, editing.language
        ground = plan_ground(store, plan, self.standing)
        moves, settings = moves_of(ground.standing), store.settings()
        impact = self.opened(editing).impact
        town, crs = town_name(store), ground.standing.base.crs
        return MemoFacts(
            ground=ground,
            impact=impact,
            moves=moves,
            discretion=discretion_of(editing.actor, moves, impact),
            approvals=store.plans.approvals(plan.id),
            chain=chain_of(store),
            steps=store.plans.steps(plan.id),
            maps=plan_maps(ground, store.layers, language),
            ranges=ranges_of(ground.after.grids, store.layers, crs, language, town),
            town=town,
            today=local_day(store, at),
            timezone=settings.get(TIMEZONE, DEFAULT_TIMEZONE),
            is_demo=settings.get(IS_DEMO) == "1",
            approval_number=settings.get(MAP_APPROVAL_NUMBER, ""),
        )

    def _package(self, editing: Editing, plan: Plan) -> bytes:
        ground = plan_ground(self.store, plan, self.standing)
        impact = self.opened(editing).impact
        discretion = discretion_of(editing.actor, moves_of(ground.standing), impact)
        approvals = self.store.plans.approvals(plan.id)
        return self.packages.packed(
            layers_of(ground, impact, discretion),
            tables_of(plan, approvals),
            approvals[-1].at if approvals else plan.created_at,
        )


def file_name(language: Language, plan: Plan, kind: DocumentKind) -> str:
    """Return what a plan's file is called: its title without what file systems refuse."""
    plain = "".join(letter for letter in plan.title if letter.isalnum() or letter in " -_").strip()
    return f"{plain or plan.id}_{language.value}.{kind}"
