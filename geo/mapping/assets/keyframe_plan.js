/**
 * How many keyframes are made, and which of them a step starts from.
 */

const MOST_FRAMES = 48;
const LEAST_ROWS_APART = 4000;
/** An array of four bytes a pixel each; a larger sheet gets fewer pictures. */
const MOST_BYTES = 160e6;

/**
 * The numbers of rows at which pictures are made.
 * @param {number} rows @param {number} pixels of the sheet
 * @returns {number[]}
 */
export function keyframeRows(rows, pixels) {
  const most = Math.max(2, Math.min(MOST_FRAMES, Math.floor(MOST_BYTES / (pixels * 4))));
  const apart = Math.max(LEAST_ROWS_APART, Math.ceil(rows / most));
  const wanted = [];
  for (let at = apart; at <= rows; at += apart) wanted.push(at);
  return wanted;
}

/**
 * @template {{rows: number}} T
 * @param {T[]} frames in any order @param {number} rows
 * @returns {T | null} the one with most rows that has not more than `rows`
 */
export function nearestFrame(frames, rows) {
  let best = null;
  for (const frame of frames) if (frame.rows <= rows && (best === null || frame.rows > best.rows)) best = frame;
  return best;
}
