/**
 * How long the page may be kept from answering, and how work waits for its turn.
 */

/**
 * How long what is done in idle moments may keep the page from answering, in milliseconds: longer where the browser can be
 * asked whether somebody waits for an answer.
 */
const IDLE_MS = 6;
const IDLE_ASKING_MS = 30;

/** A page that has drawn no frame for so long is out of sight, in milliseconds. */
const UNSEEN_MS = 250;

let began = 0;

/** @returns {number} when the task that runs now asked this first, on the clock of `performance.now` */
export function taskBegan() {
  if (began === 0) {
    began = performance.now();
    // Before the browser turns to anything else.
    queueMicrotask(() => { began = 0; });
  }
  return began;
}

/** @returns {Promise<void>} lets the page answer and draw before long work goes on; sooner than a timer does */
export function breath() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

/**
 * Does all portions of some work at once.
 * @template T
 * @param {Generator<void, T>} portions @returns {T} what the last one gives
 */
export function atOnce(portions) {
  let portion = portions.next();
  while (!portion.done) portion = portions.next();
  return portion.value;
}

/**
 * Does the portions of some work one by one, so that the page can answer and draw between them.
 * @template T
 * @param {Generator<void, T>} portions @returns {Promise<T>} what the last one gives
 */
export async function inTurns(portions) {
  let portion = portions.next();
  while (!portion.done) {
    await breath();
    portion = portions.next();
  }
  return portion.value;
}

/** @returns {Promise<void>} when what was built is drawn; in a frame that nobody sees, which draws nothing, a little later */
export function firstFrame() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
    setTimeout(resolve, UNSEEN_MS);
  });
}

/**
 * Calls back when the page has nothing to do, with a way to ask whether there is still time.
 * @param {(isTimeLeft: () => boolean) => void} work
 */
export function whenIdle(work) {
  const { scheduling } = /** @type {any} */ (navigator);
  const asks = scheduling?.isInputPending !== undefined;
  const isAsked = () => asks && scheduling.isInputPending({ includeContinuous: true });
  const begin = (/** @type {number} */ room) => {
    const end = performance.now() + Math.min(room, asks ? IDLE_ASKING_MS : IDLE_MS);
    work(() => performance.now() < end && !isAsked());
  };
  if ("requestIdleCallback" in window) requestIdleCallback((deadline) => begin(deadline.timeRemaining() - 1));
  else setTimeout(begin, IDLE_MS * 2, IDLE_MS);
}
