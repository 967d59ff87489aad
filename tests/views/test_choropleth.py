"""Classes, labels and breaks of a choropleth, on numbers small enough to check by eye."""

import numpy as np

from geo.views.choropleth import Choropleth, classes, labels

NAN = float("nan")


def test_a_value_on_a_break_belongs_to_the_class_above() -> None:
    values = np.array([0.0, 10.0, 19.9, 20.0, 45.0, NAN])
    assert classes(values, (10.0, 20.0, 30.0, 40.0)) == "01124-"


def test_labels_say_where_each_class_begins_and_ends() -> None:
    assert labels((10.0, 20.0), 0) == ["<10", "10–20", "≥20"]


def test_no_breaks_have_no_labels() -> None:
    assert labels((), 0) == []


def test_the_body_holds_known_values_and_marks_the_unknown_by_their_class() -> None:
    body = Choropleth("t", "h", np.array([1.26, NAN]), (1.0,), decimals=1).body()
    assert body["values"] == [1.3]
    assert body["classes"] == "1-"


def test_the_minus_of_a_class_is_not_taken_for_the_dash_between_its_ends() -> None:
    assert labels((-0.25, 0.25), 2) == ["<−0.25", "−0.25 ~ 0.25", "≥0.25"]
