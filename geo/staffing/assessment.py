"""The engine's figures for one town, worked out once: demand, workload, need, who is there."""

from dataclasses import dataclass

from geo.staffing.capacity import Capacity, capacity
from geo.staffing.demand import Demand, estimate
from geo.staffing.need import Need, need
from geo.staffing.norms import NormBook
from geo.staffing.town import Town
from geo.staffing.workload import Workload, workload


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """One town measured under one book of norms; `demand` and `capacity` None when unknown."""

    town: Town
    book: NormBook
    demand: Demand | None
    work: Workload
    needed: Need
    capacity: Capacity | None


def assess(town: Town, book: NormBook) -> Assessment:
    """Return the figures of every grid of the town."""
    demand = estimate(town, town.reports) if town.reports else None
    work = workload(town, demand, book)
    staff = capacity(town.staff, len(town.codes), book) if town.staff else None
    return Assessment(town, book, demand, work, need(work, book), staff)
