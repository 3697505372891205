/** So near to the border it begins, CSS pixels. */
const ZONE = 12;
/** The pointer must be held there so long, milliseconds. */
const PAUSE = 200;
/** At the border, CSS pixels a millisecond. */
const SPEED = 0.9;

/**
 * Moves the picture under a pointer that is held at the border of the stage, so that a stroke can go on where there was
 * nothing to see.
 *
 * @param {object} parts
 * @param {() => {width: number, height: number}} parts.size of the stage, CSS pixels
 * @param {(dx: number, dy: number) => boolean} parts.pan CSS pixels; whether there was anything left to show
 * @param {() => void} parts.onScroll the pointer is over another place of the image now
 */
export function createEdgeScroll({ size, pan, onScroll }) {
  /** Where the pointer is held. @type {{x: number, y: number} | null} */
  let held = null;
  /** When it came to the border. */
  let since = 0;
  let last = 0;
  let frame = 0;

  /** How much a place pulls towards a border: 0 in the middle, 1 at the border and beyond. @param {number} at @param {number} length */
  const pull = (at, length) => Math.min(Math.max(1 - (length - at) / ZONE, 0), 1) - Math.min(Math.max(1 - at / ZONE, 0), 1);

  function pulls() {
    const { width, height } = size();
    return held ? { x: pull(held.x, width), y: pull(held.y, height) } : { x: 0, y: 0 };
  }

  /** @param {number} now */
  function step(now) {
    frame = 0;
    const { x, y } = pulls();
    if (x === 0 && y === 0) return;
    const milliseconds = Math.min(now - last, 50);
    last = now;
    if (now - since >= PAUSE && pan(-x * SPEED * milliseconds, -y * SPEED * milliseconds)) onScroll();
    frame = requestAnimationFrame(step);
  }

  return {
    /** The pointer is down, here. @param {{x: number, y: number}} at CSS pixels of the stage */
    hold(at) {
      held = at;
      const { x, y } = pulls();
      if (frame !== 0 || (x === 0 && y === 0)) return;
      since = last = performance.now();
      frame = requestAnimationFrame(step);
    },
    release() {
      held = null;
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
