/** A figure in a table with its colour beside it, which opens the images behind it. */
import { h } from '../../ui/dom.js';
import { colorAt } from './parts.js';

/**
 * @param {object} options
 * @param {string} options.text the figure
 * @param {string | null} [options.note] what stands under it
 * @param {number} options.share where its colour lies on the ramp, 0…1
 * @param {{color: string}[]} options.stops
 * @param {string} options.label the whole of it in words
 * @param {string} [options.testid]
 * @param {(() => void) | null} options.onOpen null where no image is behind it
 */
export function cellButton({ text, note, share, stops, label, testid, onOpen }) {
  const body = [h('span', { class: 'heat-chip', style: { background: colorAt(stops, share) }, 'aria-hidden': 'true' }),
    h('span', { class: 'number' }, text, note && h('span', { class: 'muted small block' }, note))];
  return onOpen ? h('button', { type: 'button', class: 'heat-cell', 'aria-label': label, 'data-testid': testid, on: { click: onOpen } }, body)
    : h('span', { class: 'heat-cell' }, body);
}
