/** Line icons on a 20 by 20 grid, drawn in the text's colour. */
import { svg } from '../../ui/dom.js';

/** @type {Record<string, string>} */
const PATHS = {
  select: 'M5 3l10 7-4.6.9L13 16l-2 .9-2.4-5L5.4 15z',
  box: 'M3.5 5.5h13v9h-13z',
  extreme: 'M4 6h12v9H4zM8 4.2v3.6M2.2 11h3.6M12 13.2v3.6M14.2 9h3.6',
  magnet: 'M5 3.5v7a5 5 0 0010 0v-7M5 7h3M12 7h3M8 3.5v7a2 2 0 004 0v-7M5 3.5h3M12 3.5h3',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 016 0V9M10 12v2',
  polygon: 'M10 3l6.5 5-2.5 8H6L3.5 8z',
  pan: 'M10 2v16M2 10h16M10 2L8 4.5M10 2l2 2.5M10 18l-2-2.5M10 18l2-2.5M2 10l2.5-2M2 10l2.5 2M18 10l-2.5-2M18 10l-2.5 2',
  undo: 'M7 4L3.5 7.5 7 11M4 7.5h7.5a4.5 4.5 0 010 9H8',
  redo: 'M13 4l3.5 3.5L13 11M16 7.5H8.5a4.5 4.5 0 000 9H12',
  back: 'M12 4l-6 6 6 6',
  zoomIn: 'M10 4v12M4 10h12',
  zoomOut: 'M4 10h12',
  fit: 'M3.5 7V3.5H7M13 3.5h3.5V7M16.5 13v3.5H13M7 16.5H3.5V13',
  help: 'M7.5 7.5a2.5 2.5 0 113.6 2.2c-.8.4-1.1.9-1.1 1.8M10 14.5v.5M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15z',
  question: 'M3.5 4.5h13v9h-6l-3.5 3v-3h-3.5zM8.6 7.6a1.5 1.5 0 112.2 1.3c-.5.3-.8.5-.8 1M10 11.6v.01',
  book: 'M10 5.5C8 4 5.5 3.8 3 4v11.5c2.5-.2 5 0 7 1.5 2-1.5 4.5-1.7 7-1.5V4c-2.5-.2-5 0-7 1.5zM10 5.5V17',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  list: 'M7 5h10M7 10h10M7 15h10M3 5h.01M3 10h.01M3 15h.01',
  trash: 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
  eye: 'M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 7.8a2.2 2.2 0 100 4.4 2.2 2.2 0 000-4.4z',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  adjust: 'M10 3a7 7 0 100 14 7 7 0 000-14zM10 3v14M10 6h4.5M10 10h7M10 14h4.5',
  close: 'M5 5l10 10M15 5L5 15',
};

/** @param {string} name @returns {SVGElement} */
export function icon(name) {
  return svg('svg', { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: PATHS[name] ?? '' }));
}
