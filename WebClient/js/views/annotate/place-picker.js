// Where a question is pinned: at what is selected, or at a place in the image.

import { t } from '../../i18n/index.js';

/**
 * @param {object} parts
 * @param {HTMLElement} parts.stage
 * @param {{width: number, height: number}} parts.image
 * @param {(at: {x: number, y: number}) => {x: number, y: number}} parts.toImage from the screen
 * @param {() => boolean} parts.hasSelection
 * @param {() => {x: number, y: number}} parts.here the place under the cursor, or else the middle of the view
 * @param {(at: {x: number, y: number}) => void} parts.ask
 * @param {(text: string) => void} parts.notice
 * @param {AbortSignal} parts.signal ends a choice that was not made
 */
export function createPlacePicker({ stage, image, toImage, hasSelection, here, ask, notice, signal }) {
  /** @param {{x: number, y: number}} point */
  const inside = ({ x, y }) => ({ x: Math.min(Math.max(x, 0), image.width), y: Math.min(Math.max(y, 0), image.height) });

  /** Asks about what is selected, or the place where one is. */
  const askHere = () => ask(inside(here()));

  /** Asks about what is selected, or the place that is pressed next. */
  function pick() {
    if (hasSelection()) return askHere();
    notice(t('comments.pick'));
    stage.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => {
      event.stopImmediatePropagation();
      const { left, top } = stage.getBoundingClientRect();
      ask(inside(toImage({ x: event.clientX - left, y: event.clientY - top })));
    }, { capture: true, once: true, signal });
  }

  return { askHere, pick };
}
