"""Smallest changes of a grouping that make the groups' weights even; no shapes, no people."""

from geo.staffing.rebalance.answer import Answer, AnswerKind, Obstacle, Progress, Reason
from geo.staffing.rebalance.bounds import flow_share, least_moved_share
from geo.staffing.rebalance.feasibility import obstacles
from geo.staffing.rebalance.judging import Today, today
from geo.staffing.rebalance.lying import ground_of
from geo.staffing.rebalance.problem import NO_UNIT, Ground, Problem, Weigh, Wishes
from geo.staffing.rebalance.rebalancing import ALL_KINDS, rebalance
from geo.staffing.rebalance.travel import mean_way_km, ways_km
from geo.staffing.rebalance.warming import warm

__all__ = [
    "ALL_KINDS",
    "NO_UNIT",
    "Answer",
    "AnswerKind",
    "Ground",
    "Obstacle",
    "Problem",
    "Progress",
    "Reason",
    "Today",
    "Weigh",
    "Wishes",
    "flow_share",
    "ground_of",
    "least_moved_share",
    "mean_way_km",
    "obstacles",
    "rebalance",
    "today",
    "warm",
    "ways_km",
]
