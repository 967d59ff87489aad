from geo.services.fault_view import FaultView
from geo.spatial.faults import FaultKind
from tests.services.town import LEADER, SmallTown


def test_a_tiling_has_no_faults_to_draw() -> None:
    view = FaultView(SmallTown().snapshot)
    assert view.counts(LEADER) == dict.fromkeys(FaultKind, 0)
    assert view.shapes(LEADER).empty
