"""The map of a comparison: two sets of sources on two maps in step, as a value and as a folium map."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

import folium

from geo.mapping.event_map import MapCommand, SideBySide, Theme, event_map, script_json
from geo.mapping.state import MapState

Layout = Literal["side", "swipe"]

_NO_NAMES = "none"
_LAYOUTS: Mapping[str, Layout] = {"side": "side", "swipe": "swipe"}
_MIDDLE = 0.5
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class CompareState:
    """Everything that makes up a view of two sets of sources.

    `shared` is what both maps have in common: day, window, filters, position. `left` and `right` are the ids of the
    sources on either side; a source may stand on both. `view` lays the maps beside each other (`side`) or over each
    other with a line between them (`swipe`), which stands at `swipe`, 0 to 1 from the left. In an address these four
    are `left`, `right`, `layout` and `split`.
    """

    shared: MapState = field(default_factory=MapState)
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    view: Layout = "side"
    swipe: float = _MIDDLE

    @classmethod
    def from_query(cls, params: Mapping[str, Any]) -> Self:
        """The state that a URL's parameters ask for; whatever is missing or damaged keeps its default.

        >>> asked = CompareState.from_query({"left": "reuters", "right": "sana,tass", "split": "0.25", "day": "never"})
        >>> asked.right, asked.swipe, asked.shared.day
        (('sana', 'tass'), 0.25, None)
        """
        return cls(
            shared=MapState.from_query(params),
            left=_ids(params.get("left")),
            right=_ids(params.get("right")),
            view=_LAYOUTS.get(_text(params.get("layout")), "side"),
            swipe=_share(_text(params.get("split"))),
        )

    def from_component(self, value: Mapping[str, Any] | None) -> "CompareState":
        """This state as the maps in the browser have moved it; the same state where they handed back nothing.

        The sets are chosen outside of the maps, so they stay what they are here.
        """
        if not value or not value.get("day"):
            return self
        told = value.get("compare")
        told = told if isinstance(told, Mapping) else {}
        return replace(
            self,
            shared=MapState.from_component(value),
            view=_LAYOUTS.get(str(told.get("view")), self.view),
            swipe=_share(str(told.get("swipe")), otherwise=self.swipe),
        )

    def to_query(self) -> dict[str, str]:
        """The URL parameters of this state: both sets, and of the rest only what differs from the defaults.

        >>> CompareState(left=("reuters",), view="swipe").to_query()
        {'left': 'reuters', 'right': 'none', 'layout': 'swipe'}
        """
        query = self.shared.to_query()
        query["left"] = ",".join(self.left) or _NO_NAMES
        query["right"] = ",".join(self.right) or _NO_NAMES
        if self.view != "side":
            query["layout"] = self.view
        if abs(self.swipe - _MIDDLE) > 1e-9:
            query["split"] = f"{self.swipe:.4g}"
        return query

    def beside(self, names: Mapping[str, str] | None = None) -> SideBySide:
        """The two sets with their labels, as the browser needs them; `names` maps source ids to what readers see."""
        return SideBySide(
            self.left,
            self.right,
            left_name=_label("Left", self.left, names or {}),
            right_name=_label("Right", self.right, names or {}),
            view=self.view,
            swipe=self.swipe,
        )


class CompareCommand(MapCommand):
    """Changes for two maps that are on screen, passed to `st_folium(feature_group_to_add=...)`.

    Only what is given changes: `sets` brings other sources to either side, `state` holds names of a `MapState` as the
    browser reads them (`day` as ISO text, `place`, `lat`, `lon`, `zoom`), `reload` fetches the reports anew. `serial`
    must grow from command to command.
    """

    def __init__(
        self,
        *,
        serial: int,
        sets: CompareState | None = None,
        names: Mapping[str, str] | None = None,
        state: Mapping[str, Any] | None = None,
        reload: bool = False,
    ) -> None:
        super().__init__(MapState(), serial=serial)
        command: dict[str, Any] = {"serial": serial, "state": dict(state or {})}
        if sets is not None:
            both = sets.beside(names).to_browser()
            command["compare"] = {side: both[side] for side in ("left", "right")}
        if reload:
            command["reload"] = True
        self.command = script_json(command)


def compare_map(
    state: CompareState,
    *,
    names: Mapping[str, str] | None = None,
    feed_url: str = "../../feed",
    assets_url: str = "../../assets",
    leaflet_url: str = "../../leaflet",
    height: int | None = None,
    theme: Theme = "auto",
    query: Mapping[str, str] | None = None,
) -> folium.Map:
    """A folium map that shows two sets of sources on two maps, moved, zoomed and scrubbed as one.

    `state` is where it begins; keep it the same for as long as the map is on screen and send later changes as a
    `CompareCommand`. Both maps read one feed, fetched once. `names` maps source ids to the names on the labels. The
    other arguments are those of `event_map`.
    """
    return event_map(
        state.shared,
        feed_url=feed_url,
        assets_url=assets_url,
        leaflet_url=leaflet_url,
        height=height,
        theme=theme,
        query=query,
        compare=state.beside(names),
    )


def _label(side: str, sources: tuple[str, ...], names: Mapping[str, str]) -> str:
    told = [names.get(source, source) for source in sources[:_MOST_NAMED]]
    rest = f" and {len(sources) - len(told)} more" if len(sources) > len(told) else ""
    return f"{side}: {', '.join(told) or 'no source'}{rest}"


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return str(value[0]) if value else ""
    return "" if value is None else str(value)


def _ids(value: Any) -> tuple[str, ...]:
    text = _text(value)
    return () if text == _NO_NAMES else tuple(dict.fromkeys(part for part in text.split(",") if part))


def _share(text: str, *, otherwise: float = _MIDDLE) -> float:
    try:
        share = float(text)
    except ValueError:
        return otherwise
    return share if 0 <= share <= 1 else otherwise
