/**
 * Turns pointer and wheel events on the stage into tool events, pans and zooms.
 *
 * One finger or the left button works the tool; Space or the middle button pans; two fingers pan and zoom and break
 * off what one finger had begun. Once a pen was seen, fingers only pan and zoom; while it is down, they are a palm.
 *
 * @typedef {object} PointerSink
 * @property {(event: import('../tools/tool.js').ToolEvent, coarse: boolean) => void} tool
 * @property {(dx: number, dy: number) => void} pan CSS pixels
 * @property {(dx: number, dy: number) => boolean} panInto CSS pixels, no farther than the image reaches; whether at all
 * @property {() => boolean} scrolls a stroke that comes to the border moves the picture
 * @property {(factor: number, at: {x: number, y: number}) => void} zoom
 * @property {(at: {x: number, y: number} | null) => void} hover null when the pointer left
 * @property {(screen: {x: number, y: number}) => {x: number, y: number}} toImage
 * @property {() => boolean} panHeld Space is down
 * @property {() => void} engage the person works on the stage
 * @property {(at: {x: number, y: number} | null) => void} finger a finger works the tool there, CSS pixels; null when it is gone
 * @property {(at: {x: number, y: number}) => boolean} longPress a finger rests there, CSS pixels; whether that meant something
 */

import { createEdgeScroll } from './edge-scroll.js';

/** A finger that rests so long, milliseconds, and moves less than this, CSS pixels, presses long. */
const LONG_PRESS = 500;
const LONG_PRESS_SLIP = 8;

/** Zoom for a CSS pixel of wheel travel; pinching on a trackpad comes as a wheel with Ctrl. */
const WHEEL = 0.0015;
const WHEEL_PINCH = 0.01;
/** A line of wheel travel, CSS pixels. */
const LINE_PIXELS = 16;

/**
 * @param {HTMLElement} element the stage
 * @param {PointerSink} sink
 * @returns {() => void} stops listening
 */
export function listenToPointers(element, sink) {
  /** @type {Map<number, {x: number, y: number}>} */
  const touches = new Map();
  /** @type {null | 'tool' | 'pan' | 'pinch'} */
  let mode = null;
  let active = -1;
  let last = { x: 0, y: 0 };
  let penSeen = false;
  let penDown = false;
  let rect = element.getBoundingClientRect();
  /** Runs while a finger rests where it came down. @type {any} */
  let resting = null;
  /** The last move of the pointer while it works the tool. @type {PointerEvent | null} */
  let stroke = null;
  const edge = createEdgeScroll({ size: () => rect, pan: sink.panInto, onScroll: () => { if (stroke) toTool(stroke, 'move'); } });
  const stop = new AbortController();
  const listen = (/** @type {string} */ type, /** @type {(event: any) => void} */ listener) =>
    element.addEventListener(type, listener, { signal: stop.signal, passive: false });

  /** @param {MouseEvent} event */
  const place = (event) => ({ x: event.clientX - rect.left, y: event.clientY - rect.top });

  /** @param {PointerEvent} event @param {import('../tools/tool.js').ToolEvent['type']} type */
  function toTool(event, type) {
    const screen = place(event);
    const coarse = event.pointerType === 'touch';
    sink.tool({ type, at: sink.toImage(screen), screen, shift: event.shiftKey, alt: event.altKey,
      ctrl: event.ctrlKey || event.metaKey }, coarse);
  }

  /** @param {PointerEvent} event */
  function down(event) {
    rect = element.getBoundingClientRect();
    sink.engage();
    if (event.pointerType === 'pen') penComes(event);
    if (event.pointerType === 'touch') {
      if (penDown) return;
      touches.set(event.pointerId, place(event));
      if (touches.size === 2) return startPinch(event);
      if (touches.size > 2) return;
    } else if (mode !== null) {
      return;
    }
    const pans = event.button === 1 || (event.button === 0 && sink.panHeld())
      || (event.pointerType === 'touch' && penSeen);
    if (event.button === 2) {
      toTool(event, 'pop');
      return;
    }
    if (event.button > 1 && !pans) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    active = event.pointerId;
    last = place(event);
    mode = pans ? 'pan' : 'tool';
    if (mode !== 'tool') return;
    toTool(event, 'down');
    if (event.pointerType !== 'touch') return;
    sink.finger(last);
    const at = last;
    resting = setTimeout(() => {
      if (!sink.longPress(at)) return;
      endStroke();
      mode = null;
      active = -1;
    }, LONG_PRESS);
  }

  function endStroke() {
    clearTimeout(resting);
    sink.finger(null);
    stroke = null;
    edge.release();
  }

  /** What fingers had begun is left; they were a palm. @param {PointerEvent} event */
  function penComes(event) {
    endStroke();
    penSeen = true;
    penDown = true;
    touches.clear();
    if (mode === 'tool') toTool(event, 'interrupt');
    mode = null;
    active = -1;
  }

  /** @param {PointerEvent} event */
  function startPinch(event) {
    endStroke();
    if (mode === 'tool') toTool(event, 'interrupt');
    element.setPointerCapture(event.pointerId);
    mode = 'pinch';
    active = -1;
  }

  /** @param {PointerEvent} event */
  function move(event) {
    const at = place(event);
    if (event.pointerType === 'touch' && !touches.has(event.pointerId)) return;
    if (mode === 'pinch') return pinch(event.pointerId, at);
    if (event.pointerType === 'touch') touches.set(event.pointerId, at);
    if (mode !== null && event.pointerId !== active) return;
    if (mode === 'pan') {
      sink.pan(at.x - last.x, at.y - last.y);
      last = at;
    } else {
      toTool(event, 'move');
      if (mode === 'tool' && event.pointerType === 'touch') fingerMoves(at);
      if (mode === 'tool' && sink.scrolls()) {
        stroke = event;
        edge.hold(at);
      }
    }
    sink.hover(at);
  }

  /** @param {{x: number, y: number}} at */
  function fingerMoves(at) {
    if (Math.hypot(at.x - last.x, at.y - last.y) > LONG_PRESS_SLIP) clearTimeout(resting);
    sink.finger(at);
  }

  /** @param {number} id @param {{x: number, y: number}} at */
  function pinch(id, at) {
    const [first, second] = [...touches.keys()];
    const a = touches.get(first), b = touches.get(second);
    touches.set(id, at);
    const c = touches.get(first), d = touches.get(second);
    if (!a || !b || !c || !d || (id !== first && id !== second)) return;
    const before = Math.hypot(a.x - b.x, a.y - b.y), after = Math.hypot(c.x - d.x, c.y - d.y);
    const middle = { x: (c.x + d.x) / 2, y: (c.y + d.y) / 2 };
    sink.pan(middle.x - (a.x + b.x) / 2, middle.y - (a.y + b.y) / 2);
    if (before > 0 && after > 0) sink.zoom(after / before, middle);
  }

  /** @param {PointerEvent} event */
  function up(event) {
    const wasTool = mode === 'tool' && event.pointerId === active;
    if (wasTool) endStroke();
    const touch = touches.delete(event.pointerId);
    if (event.pointerType === 'pen') penDown = false;
    if (mode === 'pinch' ? touches.size === 0 : event.pointerId === active) {
      mode = null;
      active = -1;
    }
    if (wasTool) toTool(event, event.type === 'pointerup' ? 'up' : 'interrupt');
    if (touch) sink.hover(null);
  }

  /** @param {WheelEvent} event */
  function wheel(event) {
    event.preventDefault();
    rect = element.getBoundingClientRect();
    const unit = event.deltaMode === 1 ? LINE_PIXELS : event.deltaMode === 2 ? rect.height : 1;
    sink.zoom(Math.exp(-event.deltaY * unit * (event.ctrlKey ? WHEEL_PINCH : WHEEL)), place(event));
  }

  listen('pointerdown', down);
  listen('pointermove', move);
  listen('pointerup', up);
  listen('pointercancel', up);
  listen('lostpointercapture', (event) => { if (event.pointerId === active) up(event); });
  listen('pointerleave', () => sink.hover(null));
  listen('wheel', wheel);
  listen('contextmenu', (event) => event.preventDefault());
  return () => {
    endStroke();
    stop.abort();
  };
}
