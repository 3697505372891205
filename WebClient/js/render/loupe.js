/** A loupe beside a finger that places or drags a corner: what lies under the finger, twice as large. */
import { LOUPE, loupePlace } from '../core/loupe.js';
import { svgNode } from './svg-node.js';

const ZOOM = 2;

/**
 * @param {HTMLElement} element the stage
 * @param {HTMLCanvasElement[]} canvases of the stage, the lowest first
 * @param {SVGElement} drawn what is under the hand
 */
export function createLoupe(element, canvases, drawn) {
  const node = document.createElement('div');
  node.className = 'loupe';
  node.setAttribute('aria-hidden', 'true');
  node.dataset.testid = 'loupe';
  node.hidden = true;
  const copies = canvases.map(() => document.createElement('canvas'));
  const lines = svgNode('svg', { class: 'stage-editing' });
  const cross = svgNode('svg', { viewBox: '-60 -60 120 120', class: 'loupe-cross' },
    svgNode('path', { class: 'halo', d: 'M-18,0H-5M5,0H18M0,-18V-5M0,5V18' }),
    svgNode('path', { class: 'core', d: 'M-18,0H-5M5,0H18M0,-18V-5M0,5V18' }));
  node.append(...copies, lines, cross);
  element.append(node);

  /**
   * @param {{x: number, y: number} | null} at the finger, CSS pixels of the stage; null hides the loupe
   * @param {import('../core/viewport.js').ScreenSize} screen
   * @param {number} ratio device pixels for a CSS pixel
   */
  return function show(at, screen, ratio) {
    node.hidden = at === null;
    if (at === null) return;
    const place = loupePlace(at, screen);
    node.style.transform = `translate(${place.x}px, ${place.y}px)`;
    const seen = LOUPE / ZOOM;
    lines.replaceChildren(drawn.cloneNode(true));
    lines.setAttribute('viewBox', `${at.x - seen / 2} ${at.y - seen / 2} ${seen} ${seen}`);
    for (const [i, copy] of copies.entries()) {
      const side = Math.round(LOUPE * ratio);
      if (copy.width !== side) Object.assign(copy, { width: side, height: side });
      copy.style.filter = canvases[i].style.filter;
      const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext('2d'));
      const enlarged = ZOOM * ratio;
      context.clearRect(0, 0, side, side);
      context.drawImage(canvases[i], side / 2 - at.x * enlarged, side / 2 - at.y * enlarged,
        screen.width * enlarged, screen.height * enlarged);
    }
  };
}
