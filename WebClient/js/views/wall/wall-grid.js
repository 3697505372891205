/** The crops of a wall, only those near what is in sight in the page. A list box: one crop is the current one. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { percent } from '../../ui/format.js';
import { CELL, layoutOf, windowOf } from './wall-layout.js';
import { rangeOf } from './wall-state.js';

/**
 * @param {object} options
 * @param {(labelId: string | null | undefined) => {name: string, color: string} | null} options.labelOf
 * @param {(index: number, extend: boolean) => void} options.onPick
 * @param {(event: KeyboardEvent) => void} options.onKey
 * @param {() => void} options.onNearEnd more crops are wanted soon
 */
export function wallGrid({ labelOf, onPick, onKey, onNearEnd }) {
  const node = h('div', { class: 'wall', role: 'listbox', tabindex: '0', 'aria-multiselectable': 'true', 'aria-label': t('wall.crops'), 'data-testid': 'wall',
    on: { keydown: onKey } });
  /** In the page, by place. @type {Map<number, {crop: any, cell: any}>} */
  const cells = new Map();
  /** @type {import('./wall-state.js').WallState | null} */
  let state = null;
  let total = 0;
  let layout = layoutOf(1, 0);
  let frame = 0;

  const schedule = () => { frame ||= requestAnimationFrame(() => { frame = 0; paint(); }); };
  const observer = new ResizeObserver(schedule);
  observer.observe(node);
  window.addEventListener('scroll', schedule, { passive: true });

  function paint() {
    if (!state || node.clientWidth === 0) return;
    const { crops } = state;
    layout = layoutOf(node.clientWidth, crops.length);
    node.style.blockSize = `${layout.height}px`;
    const top = -node.getBoundingClientRect().top;
    const [from, to] = windowOf(layout, top, window.innerHeight, crops.length);
    for (const [index, { crop, cell }] of cells) {
      if (index >= from && index < to && crops[index] === crop) continue;
      cell.remove();
      cells.delete(index);
    }
    for (let index = from; index < to; index += 1) {
      if (!cells.has(index)) {
        const cell = cellFor(crops[index], index);
        cells.set(index, { crop: crops[index], cell });
        insert(cell, index);
      }
      place(index);
    }
    dress();
    if (to >= crops.length - layout.columns * 3) onNearEnd();
  }

  /** Keeps the order of the page that of the wall. @param {any} cell @param {number} index */
  function insert(cell, index) {
    const behind = [...node.children].find((/** @type {any} */ other) => Number(other.dataset.index) > index);
    node.insertBefore(cell, behind ?? null);
  }

  /** @param {number} index */
  function place(index) {
    const { cell } = /** @type {any} */ (cells.get(index));
    const column = index % layout.columns, row = Math.floor(index / layout.columns);
    cell.style.transform = `translate(${column * layout.cellWidth}px, ${row * CELL.height}px)`;
    cell.style.inlineSize = `${layout.cellWidth}px`;
  }

  /** @param {import('../../api/wall.js').Crop} crop @param {number} index */
  function cellFor(crop, index) {
    return h('div', { class: 'wall-cell', role: 'option', id: `crop-${index}`, 'aria-setsize': total, 'aria-posinset': index + 1,
      'data-testid': 'crop', dataset: { index, object: crop.object }, on: { click: (/** @type {MouseEvent} */ event) => onPick(index, event.shiftKey) } },
    h('div', { class: 'wall-crop' }, h('img', { src: crop.crop, alt: '', loading: 'lazy', decoding: 'async', draggable: 'false' }),
      h('span', { class: 'wall-mark' })),
    h('span', { class: 'wall-figure number small' }, typeof crop.probability === 'number' ? percent(crop.probability) : t('common.none'),
      typeof crop.spread === 'number' && h('span', { class: 'muted' }, ` ± ${percent(crop.spread, crop.spread < 0.1 ? 1 : 0)}`)));
  }

  /** Shows what is said, where one is, and the range. */
  function dress() {
    if (!state) return;
    const range = new Set(rangeOf(state).map(({ object }) => object));
    for (const [index, { crop, cell }] of cells) {
      const mark = state.marks.get(crop.object) ?? { verdict: null };
      const said = mark.verdict === 'relabelled' && !mark.label ? 'elsewhere' : mark.verdict;
      const text = crop.settled ? t('wall.verdict.settled') : said ? t(`wall.verdict.${said}`, { label: labelOf(mark.label ?? crop.label)?.name ?? '' }) : '';
      cell.dataset.verdict = mark.verdict ?? '';
      cell.toggleAttribute('data-settled', crop.settled);
      cell.setAttribute('aria-selected', String(Boolean(mark.verdict)));
      cell.setAttribute('aria-label', [crop.imageName, cell.querySelector('.wall-figure').textContent, text].filter(Boolean).join(', '));
      cell.querySelector('.wall-mark').textContent = text;
      cell.toggleAttribute('data-current', index === state.at);
      cell.toggleAttribute('data-range', range.size > 1 && range.has(crop.object));
    }
    node.setAttribute('aria-activedescendant', cells.has(state.at) ? `crop-${state.at}` : '');
  }

  return {
    node,
    get layout() { return layout; },
    get rowsInSight() { return Math.floor(window.innerHeight / CELL.height) - 1; },
    /** @param {import('./wall-state.js').WallState} next @param {number} all how many crops there are */
    show(next, all) {
      state = next;
      total = all;
      paint();
    },
    /** Brings the current crop into sight. */
    reveal() {
      if (!state) return;
      const top = node.getBoundingClientRect().top + Math.floor(state.at / layout.columns) * CELL.height;
      const bottom = top + CELL.height;
      const floor = window.innerHeight - 84;
      if (top < 8) window.scrollBy(0, top - 8);
      else if (bottom > floor) window.scrollBy(0, bottom - floor);
      paint();
    },
    dispose() {
      observer.disconnect();
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', schedule);
    },
  };
}
