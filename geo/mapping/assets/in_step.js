/**
 * Two Leaflet maps that always show the same place at the same zoom, also while one is dragged or a zoom is animated.
 *
 * A map's own `setView` would redraw the follower's sheets at every pixel of a drag and leave it behind during an
 * animated zoom; so the follower's pane is pushed, and its sheets are drawn anew when the leader comes to rest, as
 * the leader's own are. That needs three functions that Leaflet 1.9 keeps to itself, as its public ones do: `_rawPanBy`,
 * `_move` and `_animateZoom`.
 */

/** @param {[any, any]} maps Leaflet maps of one size, each with a view */
export function keepInStep(maps) {
  let following = false;
  /** @type {any} the map that the user moves, until it rests */
  let leader = null;
  /** Whether the follower was pushed since its sheets were drawn. */
  let pushed = false;

  maps.forEach((one, at) => {
    const other = maps[1 - at];
    const lead = (/** @type {() => void} */ act) => {
      if (following || (leader !== null && leader !== one)) return;
      following = true;
      try {
        act();
      } finally {
        following = false;
      }
    };
    one.on("movestart", () => lead(() => {
      leader = one;
    }));
    one.on("zoomanim", (/** @type {any} */ { center, zoom, noUpdate }) => lead(() => {
      other._animateZoom(center, zoom, true, noUpdate);
    }));
    one.on("zoom move resize", () => lead(() => {
      pushed = follow(one, other) || pushed;
    }));
    one.on("moveend", () => lead(() => {
      leader = null;
      pushed = follow(one, other) || pushed;
      if (pushed) other.fire("moveend");
      pushed = false;
    }));
  });
}

/**
 * Pushes one map to where another is.
 * @param {any} one @param {any} other
 * @returns {boolean} whether it had to move
 */
function follow(one, other) {
  const size = one.getSize();
  if (!size.equals(other.getSize())) other.invalidateSize({ pan: false });
  const center = one.getCenter();
  if (other.getZoom() !== one.getZoom()) {
    other._move(center, one.getZoom());
    return true;
  }
  // `latLngToContainerPoint` rounds, which two maps over each other would show as a seam of a pixel.
  const at = other.layerPointToContainerPoint(other.project(center).subtract(other.getPixelOrigin()));
  const offset = at.subtract(other.getSize().divideBy(2)).round();
  if (offset.x === 0 && offset.y === 0) return false;
  other._rawPanBy(offset);
  other.fire("move");
  return true;
}
