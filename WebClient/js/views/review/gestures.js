/** Pointers and keys on the stage: pan, zoom, pinch, tap. */

const TAP_SLIP = 4; // CSS pixels
const KEY_STEP = 80; // CSS pixels
const KEY_ZOOM = 1.25;

/**
 * @typedef {object} GestureActions
 * @property {(dx: number, dy: number) => void} pan CSS pixels
 * @property {(factor: number, at?: {x: number, y: number}) => void} zoom about a stage point; the middle when left out
 * @property {() => void} fit
 * @property {(at: {x: number, y: number}) => void} tap stage point
 */

/**
 * @param {HTMLElement} stage
 * @param {GestureActions} actions
 */
export function listenToGestures(stage, actions) {
  /** @type {Map<number, {x: number, y: number}>} */
  const pointers = new Map();
  let travelled = 0;

  /** @param {MouseEvent} event */
  const at = (event) => {
    const frame = stage.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  };
  const spread = () => {
    const [a, b] = [...pointers.values()];
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  };

  stage.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse' && event.button > 1) return;
    stage.setPointerCapture(event.pointerId);
    if (pointers.size === 0) travelled = 0;
    if (pointers.size < 2) pointers.set(event.pointerId, at(event));
  });
  stage.addEventListener('pointermove', (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const next = at(event);
    travelled += Math.hypot(next.x - last.x, next.y - last.y);
    if (pointers.size === 1) {
      pointers.set(event.pointerId, next);
      if (travelled > TAP_SLIP) actions.pan(next.x - last.x, next.y - last.y);
      return;
    }
    const before = spread();
    pointers.set(event.pointerId, next);
    const after = spread();
    actions.pan(after.middle.x - before.middle.x, after.middle.y - before.middle.y);
    if (before.distance > 0 && after.distance > 0) actions.zoom(after.distance / before.distance, after.middle);
  });
  const release = (/** @type {PointerEvent} */ event) => {
    const known = pointers.delete(event.pointerId);
    if (known && event.type === 'pointerup' && pointers.size === 0 && travelled <= TAP_SLIP && event.button === 0) actions.tap(at(event));
  };
  stage.addEventListener('pointerup', release);
  stage.addEventListener('pointercancel', release);
  stage.addEventListener('wheel', (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 30 : event.deltaMode === 2 ? 300 : 1;
    actions.zoom(Math.exp(-Math.max(-300, Math.min(300, event.deltaY * lines)) * (event.ctrlKey ? 0.008 : 0.0018)), at(event));
  }, { passive: false });
  stage.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? KEY_STEP * 4 : KEY_STEP;
    const keys = /** @type {Record<string, () => void>} */ ({
      ArrowLeft: () => actions.pan(step, 0), ArrowRight: () => actions.pan(-step, 0),
      ArrowUp: () => actions.pan(0, step), ArrowDown: () => actions.pan(0, -step),
    });
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  return { zoomStep: KEY_ZOOM };
}
