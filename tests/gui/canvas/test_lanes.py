from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.canvas.lanes import Strip, assign, overflow

strips = st.lists(
    st.builds(
        lambda length, left, width, name: Strip((length, int(left), name), left, left + width),
        st.integers(1, 40),
        st.floats(0, 600),
        st.floats(1, 300),
        st.text(max_size=3),
    ),
    max_size=30,
)


@given(strips)
def test_no_two_strips_of_a_lane_come_nearer_than_the_distance(found: list[Strip]):
    lanes = assign(found, distance=3)
    for i, one in enumerate(found):
        for j, other in enumerate(found[:i]):
            if lanes[i] == lanes[j]:
                assert one.right + 3 <= other.left or other.right + 3 <= one.left


@given(strips)
def test_each_strip_takes_the_first_lane_that_shorter_ones_leave_free(found: list[Strip]):
    lanes = assign(found, distance=3)
    for i, one in enumerate(found):
        earlier = [j for j, other in enumerate(found) if (other.order, j) < (one.order, i)]
        for lane in range(lanes[i]):
            blocking = [found[j] for j in earlier if lanes[j] == lane]
            assert any(not (one.right + 3 <= o.left or o.right + 3 <= one.left) for o in blocking)


@given(strips)
def test_lanes_do_not_depend_on_the_order_in_which_marks_come(found: list[Strip]):
    found = [Strip((s.order[0], s.order[1], str(i)), s.left, s.right) for i, s in enumerate(found)]
    there = dict(zip(found, assign(found, distance=3), strict=True))
    back = dict(zip(found[::-1], assign(found[::-1], distance=3), strict=True))
    assert there == back


def test_the_shortest_goes_first_and_what_does_not_fit_is_counted():
    nested = [Strip((n, 0, str(n)), 0, 10 * n) for n in (3, 1, 2, 5, 4, 6)]
    lanes = assign(nested, distance=3)
    assert lanes == [2, 0, 1, 4, 3, 5]
    assert overflow(lanes, 4) == 2
