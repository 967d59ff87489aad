from collections.abc import Mapping

import pandas as pd
import pytest

from geo.domain.layers import Layer
from geo.samples import Demo, build_demo


@pytest.fixture(scope="session")
def demo() -> Demo:
    return build_demo()


@pytest.fixture(scope="session")
def layers(demo: Demo) -> Mapping[Layer, pd.DataFrame]:
    return demo.layers
