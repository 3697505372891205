/** Nested outlines over the picture: what at least 1, 2, … of the people have within their shapes. */
import { fill, svg } from '../../ui/dom.js';
import { pathOf } from './shape-path.js';

/** How opaque the outermost outline is. */
const FAINTEST = 0.45;

/**
 * @returns {import('./viewer.js').Overlay & {draw: (outlines: {atLeast: number, shapes: any[]}[], of: number) => void}}
 */
export function createOutlinesOverlay() {
  const scaled = svg('g');
  const node = svg('svg', { class: 'viewer-outlines', 'aria-hidden': 'true' }, scaled);
  return {
    node,
    update(view) { scaled.setAttribute('transform', `matrix(${view.scale} 0 0 ${view.scale} ${view.originX} ${view.originY})`); },
    draw(outlines, of) {
      fill(scaled, outlines.map(({ atLeast, shapes }) => {
        const d = shapes.map(pathOf).join('');
        return d && svg('g', { 'data-testid': `outline-${atLeast}`, opacity: outlineOpacity(atLeast, of) },
          svg('path', { class: 'outline-halo', d }), svg('path', { class: 'outline-line', d }));
      }));
    },
  };
}

/**
 * One hue, the more people the stronger.
 * @param {number} atLeast from 1
 * @param {number} of
 */
export function outlineOpacity(atLeast, of) {
  return of <= 1 ? 1 : FAINTEST + ((1 - FAINTEST) * (Math.min(atLeast, of) - 1)) / (of - 1);
}
