/** The disagreement heatmap laid over the picture. */
import { h } from '../../ui/dom.js';

/**
 * @param {{image: {width: number, height: number}}} options
 * @returns {import('./viewer.js').Overlay & {show: (address: string) => void, setOpacity: (opacity: number) => void,
 *   setVisible: (visible: boolean) => void}}
 */
export function createHeatOverlay({ image }) {
  const node = h('img', { class: 'viewer-heat', alt: '', 'data-testid': 'heatmap-image', hidden: true, draggable: 'false' });
  /** @type {import('./viewer.js').Viewport} */
  let view = { scale: 1, originX: 0, originY: 0 };
  let ready = false;
  let visible = false;

  node.addEventListener('load', () => { ready = true; place(); });
  node.addEventListener('error', () => { ready = false; place(); });

  function place() {
    node.style.inlineSize = `${image.width * view.scale}px`;
    node.style.blockSize = `${image.height * view.scale}px`;
    node.style.transform = `translate(${view.originX}px, ${view.originY}px)`;
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
