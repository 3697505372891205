/** Darkens what somebody did not look at in full size, while theirs is the only answer in sight. */
import { cellsOf } from '../../core/coverage.js';
import { h } from '../../ui/dom.js';

/** How dark, of 255. */
const SHADE = 130;

/**
 * @param {import('../../core/box.js').ImageSize} image
 * @returns {import('./viewer.js').Overlay & {show: (area: import('../../core/coverage.js').ScreenedArea | null) => void}}
 */
export function createScreenedOverlay(image) {
  const node = h('canvas', { class: 'viewer-screened', 'aria-hidden': 'true', hidden: true, 'data-testid': 'screened' });
  /** @type {import('./viewer.js').Viewport} */
  let view = { scale: 1, originX: 0, originY: 0 };
  let cell = 1;

  function place() {
    node.style.inlineSize = `${node.width * cell * view.scale}px`;
    node.style.blockSize = `${node.height * cell * view.scale}px`;
    node.style.transform = `translate(${view.originX}px, ${view.originY}px)`;
    // The last column and row may reach past the image.
    node.style.clipPath = `inset(0 ${(node.width * cell - image.width) * view.scale}px ${(node.height * cell - image.height) * view.scale}px 0)`;
  }

  return {
    node,
    update(next) { view = next; place(); },
    show(area) {
      node.hidden = !area;
      if (!area) return;
      const { columns, rows, seen } = cellsOf(image, area);
      cell = area.cell;
      node.width = columns;
      node.height = rows;
      const shade = new ImageData(columns, rows);
      seen.forEach((value, at) => { shade.data[4 * at + 3] = value ? 0 : SHADE; });
      node.getContext('2d').putImageData(shade, 0, 0);
      place();
    },
  };
}
