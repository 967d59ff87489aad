"""审批环节: which steps a plan takes and who takes each, set by who manages the store."""

from geo.ui import session, widgets
from geo.ui.records import chain

container = session.container_on("")
with widgets.panel("chain_setting"):
    chain.draw(container)
