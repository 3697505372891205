/** The disagreement heatmap laid over the picture. */
import { h } from '../../ui/dom.js';

/**
 * @param {{image: {width: number, height: number}, grid: () => {cell: number, columns: number, rows: number} | null}} options
 *   `grid`: the cells of the picture, once known
 * @returns {import('./viewer.js').Overlay & {show: (address: string) => void, setOpacity: (opacity: number) => void,
 *   setVisible: (visible: boolean) => void}}
 */
export function createHeatOverlay({ image, grid }) {
  const node = h('img', { class: 'viewer-heat', alt: '', 'data-testid': 'heatmap-image', hidden: true, draggable: 'false' });
  /** @type {import('./viewer.js').Viewport} */
  let view = { scale: 1, originX: 0, originY: 0 };
  let ready = false;
  let visible = false;

  node.addEventListener('load', () => { ready = true; place(); });
  node.addEventListener('error', () => { ready = false; place(); });

  /** A picture with one pixel for a cell may reach past the image's border; any other covers the image. */
  function place() {
    const cells = grid();
    const byCell = cells !== null && node.naturalWidth === cells.columns && node.naturalHeight === cells.rows;
    const width = byCell ? cells.columns * cells.cell : image.width;
    const height = byCell ? cells.rows * cells.cell : image.height;
    node.style.inlineSize = `${width * view.scale}px`;
    node.style.blockSize = `${height * view.scale}px`;
    node.style.transform = `translate(${view.originX}px, ${view.originY}px)`;
    node.style.clipPath = `inset(0 ${Math.max(0, width - image.width) * view.scale}px ${Math.max(0, height - image.height) * view.scale}px 0)`;
    node.hidden = !(ready && visible);
  }

  return {
    node,
    update(next) { view = next; place(); },
    show(address) { if (node.getAttribute('src') !== address) { ready = false; node.src = address; } place(); },
    setOpacity(opacity) { node.style.opacity = String(opacity); },
    setVisible(next) { visible = next; place(); },
  };
}
