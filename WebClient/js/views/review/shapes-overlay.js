/** Everybody's shapes over the picture: colour, dash and letter for each person, the consensus thick. */
import { fill, svg } from '../../ui/dom.js';
import { CONSENSUS, REJECTED } from './layer-state.js';
import { boundsOf, pathOf } from './shape-path.js';
import { roomFor } from './tag-room.js';

const TAG_HEIGHT = 17; // CSS pixels
/** Shapes shorter than this on the screen, CSS pixels, go without their letter or name. */
const ROOM_FOR_LETTER = 56;
const ROOM_FOR_TAG = 28;
const TAG_LETTER = 8; // CSS pixels for a character, about
/** Whose tags stay where they would overlap, first to last; the chosen object's goes before all. */
const RANKS = ['', 'consensus', 'rejected', 'annotator'];

/**
 * @typedef {{key: string, shape: any, color: string, dash: string | null, kind: 'annotator' | 'consensus' | 'rejected',
 *   tag: string, order: number, objectId?: string}} Drawn
 */

/** @returns {import('./viewer.js').Overlay & {draw: (items: Drawn[]) => void, filter: (visible: ReadonlySet<string>) => void,
 *   highlight: (objectId: string | null) => void, dim: (on: boolean) => void, stepBack: (on: boolean) => void}} `stepBack`: for outlines */
export function createShapesOverlay() {
  const shapes = svg('g');
  const mark = svg('g');
  const tags = svg('g');
  const node = svg('svg', { class: 'viewer-shapes', 'aria-hidden': 'true' }, svg('g', { class: 'scaled' }, shapes, mark), tags);
  const scaled = node.firstChild;
  /** @type {{item: Drawn, group: any, tag: any, bounds: number[], hidden: boolean}[]} */
  let drawn = [];
  /** @type {string | null} */
  let chosen = null;
  /** The scale the tags were last thinned out for; null: to be done again. @type {number | null} */
  let thinnedFor = null;
  /** @type {import('./viewer.js').Viewport} */
  let view = { scale: 1, originX: 0, originY: 0 };

  /** @param {Drawn} item */
  function groupFor(item) {
    const d = pathOf(item.shape);
    return svg('g', { class: `shape shape-${item.kind}` },
      svg('path', { class: 'halo', d }),
      svg('path', { class: 'core', d, stroke: item.color, 'stroke-dasharray': item.dash }));
  }

  /** @param {Drawn} item */
  function tagFor(item) {
    if (item.tag === '') return svg('g', { class: `tag tag-${item.kind}` });
    const width = tagWidth(item);
    return svg('g', { class: `tag tag-${item.kind}` },
      svg('rect', { width, height: TAG_HEIGHT, rx: 3, fill: item.color }),
      svg('text', { x: width / 2, y: 12.5, 'text-anchor': 'middle', fill: inkOn(item.color) }, item.tag));
  }

  function placeTags() {
    for (const { item, tag, bounds } of drawn) {
      const { x, y } = placeOf(item, bounds);
      tag.setAttribute('transform', `translate(${(x + view.originX).toFixed(1)} ${(y + view.originY).toFixed(1)})`);
    }
    if (thinnedFor !== view.scale) thinOut();
  }

  /** Where a tag goes, CSS pixels from the picture's corner. @param {Drawn} item @param {number[]} bounds */
  function placeOf(item, bounds) {
    const x = bounds[0] * view.scale;
    const y = bounds[1] * view.scale;
    return item.kind === 'annotator' ? { x: x + item.order * (TAG_LETTER + 9), y: y + bounds[3] * view.scale + 2 } : { x, y: y - TAG_HEIGHT - 3 };
  }

  /** Leaves out tags of small shapes, and those that would lie over another: the chosen object's and the consensus go first. */
  function thinOut() {
    thinnedFor = view.scale;
    const rank = (/** @type {Drawn} */ item) => (item.objectId !== undefined && item.objectId === chosen ? 0 : RANKS.indexOf(item.kind));
    const wanted = drawn.filter(({ item, tag, bounds, hidden }) => {
      const small = Math.max(bounds[2], bounds[3]) * view.scale < (item.kind === 'annotator' ? ROOM_FOR_LETTER : ROOM_FOR_TAG);
      tag.toggleAttribute('data-small', small);
      return !small && !hidden;
    }).sort((a, b) => rank(a.item) - rank(b.item));
    const kept = roomFor(wanted.map(({ item, bounds }) => ({ ...placeOf(item, bounds), width: tagWidth(item), height: TAG_HEIGHT })));
    for (const [index, { tag }] of wanted.entries()) tag.toggleAttribute('data-small', !kept[index]);
  }

  return {
    node,
    update(next) {
      view = next;
      scaled.setAttribute('transform', `matrix(${view.scale} 0 0 ${view.scale} ${view.originX} ${view.originY})`);
      placeTags();
    },
    draw(items) {
      drawn = items.map((item) => ({ item, group: groupFor(item), tag: tagFor(item), bounds: boundsOf(item.shape), hidden: false }));
      thinnedFor = null;
      fill(shapes, drawn.map(({ group }) => group));
      fill(tags, drawn.map(({ tag }) => tag));
      placeTags();
    },
    filter(visible) {
      for (const one of drawn) {
        const { item, group, tag } = one;
        const hidden = !visible.has(item.kind === 'annotator' ? item.key : item.kind === 'consensus' ? CONSENSUS : REJECTED);
        one.hidden = hidden;
        group.toggleAttribute('data-hidden', hidden);
        tag.toggleAttribute('data-hidden', hidden);
      }
      thinOut();
    },
    highlight(objectId) {
      chosen = objectId;
      thinOut();
      const one = drawn.find(({ item }) => item.objectId !== undefined && item.objectId === objectId);
      fill(mark, one && svg('path', { class: 'selected', d: pathOf(one.item.shape) }));
    },
    dim(on) { node.toggleAttribute('data-dimmed', on); },
    stepBack(on) { node.toggleAttribute('data-outlined', on); },
  };
}

/** @param {Drawn} item */
function tagWidth(item) {
  return item.tag.length * TAG_LETTER + 8;
}

/**
 * Black or white, whichever reads better on a colour.
 * @param {string} color `#rrggbb`
 */
export function inkOn(color) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? '#000000' : '#ffffff';
}
