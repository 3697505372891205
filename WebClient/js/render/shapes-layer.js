/**
 * Every shape at rest. Painted elsewhere (`shapes-workshop.js`); until a new picture comes, the last one is moved and scaled
 * with the view, so that the page's thread never waits for shapes, however many there are.
 *
 * @typedef {import('../core/document.js').Annotation} Annotation
 * @typedef {import('../core/viewport.js').Viewport} Viewport
 *
 * @typedef {object} ShapesPicture
 * @property {import('../core/document.js').AnnotationDocument} document
 * @property {ReadonlySet<string>} selection
 * @property {ReadonlySet<string>} omitted hidden, or shown by the editing layer
 * @property {boolean} blank nothing is shown
 * @property {'all' | 'few' | 'none'} tags
 */
import { documentOf } from '../core/document.js';
import { openWorkshop } from './shapes-workshop.js';

/** So many shapes go to the worker in one frame. */
const EDITS_A_FRAME = 10_000;
/** So many changed shapes at most are drawn by the editing layer until the picture shows them. */
const MOST_AWAITED = 4000;
/** After a picture the workshop rests, milliseconds: the page needs the processor too, and a new picture costs it part of a frame. */
const REST = 100;
/** @type {ReadonlySet<string>} */
const NONE = new Set();
/** So many selected shapes at most are drawn by the editing layer; more are this layer's. */
export const SELECTION_LIMIT = 200;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import('../core/box.js').ImageSize} image
 * @param {import('./shapes-scene.js').SceneLabels} labels
 * @param {() => void} invalidate
 */
export function createShapesLayer(canvas, image, labels, invalidate) {
  let known = documentOf([]);
  /** @type {import('./shapes-scene.js').SceneEdit[]} */
  let unsent = [];
  /** @type {ReadonlySet<string>} */
  let omitted = NONE;
  let selected = NONE;
  /** Shapes that the picture does not show as they are, with the frame that will. @type {Map<string, number>} */
  const awaited = new Map();
  let number = 0;
  let underWay = 0;
  /** The workshop rests until this timer runs. @type {any} */
  let rest = null;
  let wanted = '';
  /** @type {Viewport | null} */
  let shownFor = null;
  /** @type {{number: number, view: Viewport} | null} */
  let asked = null;
  /** @type {import('./shapes-workshop.js').Painted | null} */
  let arrived = null;
  let stopped = false;

  const workshop = openWorkshop(image, labels, (painted) => {
    arrived = painted;
    underWay = 0;
    if (stopped) return;
    rest = setTimeout(() => {
      rest = null;
      if (asked?.number !== number) invalidate();
    }, REST);
    invalidate();
  });
  /** @type {ImageBitmapRenderingContext | CanvasRenderingContext2D} */
  const context = /** @type {any} */ (canvas.getContext(workshop.elsewhere ? 'bitmaprenderer' : '2d'));

  /** @param {import('./shapes-workshop.js').Painted} painted */
  function show({ bitmap, number: shown, milliseconds }) {
    if (context instanceof ImageBitmapRenderingContext) context.transferFromImageBitmap(/** @type {ImageBitmap} */ (bitmap));
    else {
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      if (bitmap.width > 0) context.drawImage(bitmap, 0, 0);
    }
    if (asked?.number === shown) shownFor = asked.view;
    for (const [id, frame] of awaited) if (frame <= shown) awaited.delete(id);
    canvas.dataset.painted = String(shown);
    canvas.dataset.milliseconds = milliseconds.toFixed(1);
  }

  /** Tells the workshop what changed. @param {ShapesPicture} picture */
  function send(picture) {
    if (picture.document !== known) {
      const edits = picture.document.byId.since(known.byId);
      if (edits.size <= MOST_AWAITED) for (const id of edits.keys()) awaited.set(id, number + 1);
      for (const [id, after] of edits) unsent.push({ id, after });
      known = picture.document;
    }
    for (const id of omitted) if (!picture.omitted.has(id)) awaited.set(id, number + 1);
    omitted = picture.omitted;
    if (unsent.length === 0) return false;
    workshop.edit(unsent.slice(0, EDITS_A_FRAME).map(({ id, after }) => ({ id, after: after && plain(after) })));
    unsent = unsent.slice(EDITS_A_FRAME);
    if (unsent.length > 0) invalidate();
    return true;
  }

  /**
   * @param {ShapesPicture} picture
   * @param {Viewport} view
   * @param {import('../core/viewport.js').ScreenSize} screen
   * @param {number} ratio
   */
  function paint(picture, view, screen, ratio) {
    if (arrived) show(arrived);
    arrived = null;
    const edited = send(picture);
    const chosen = picture.selection.size > SELECTION_LIMIT ? picture.selection : NONE;
    const look = [view.scale, view.originX, view.originY, screen.width, screen.height, ratio, picture.blank, picture.tags,
      ...picture.omitted].join();
    if (edited || look !== wanted || chosen !== selected) number += 1;
    wanted = look;
    selected = chosen;
    if (underWay === 0 && rest === null && asked?.number !== number) {
      underWay = number;
      asked = { number, view };
      workshop.paint({ view, screen, ratio, selected, omitted: picture.omitted, blank: picture.blank, tags: picture.tags },
        number, Math.round(screen.width * ratio), Math.round(screen.height * ratio));
      if (arrived) show(arrived);
      if (!workshop.elsewhere) arrived = null;
    }
    place(view);
  }

  /** Lays the picture where it belongs in this view. @param {Viewport} view */
  function place(view) {
    if (!shownFor) return;
    const scale = view.scale / shownFor.scale;
    const x = view.originX - shownFor.originX * scale, y = view.originY - shownFor.originY * scale;
    const still = scale === 1 && x === 0 && y === 0;
    canvas.style.transform = still ? 'none' : `translate(${x}px, ${y}px) scale(${scale})`;
  }

  return {
    paint,
    /** Ids of shapes that the picture does not show yet as they are. */
    awaited: () => awaited.keys(),
    stop() {
      stopped = true;
      clearTimeout(rest);
      workshop.close();
    },
  };
}

/** What the painter looks at, and no more. @param {Annotation} annotation @returns {Annotation} */
function plain({ id, labelId, shape, flags, origin }) {
  return origin ? { id, labelId, shape, flags, origin } : { id, labelId, shape, flags };
}
