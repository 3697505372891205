/** An image with the shapes that changed: as they were dashed, as they are drawn through. */
import { t } from '../../i18n/index.js';
import { createShapesOverlay } from '../review/shapes-overlay.js';
import { createViewer } from '../review/viewer.js';

/** Colours that most colour-blind people tell apart (after Okabe & Ito, "Color Universal Design", 2008). */
export const COLORS = { before: '#e69f00', after: '#56b4e9' };

/**
 * @param {import('../../api/consensus-runs.js').ImageChanges} changes
 * @param {(labelId: string) => {name: string}} labelOf
 */
export function changePicture(changes, labelOf) {
  const shapes = createShapesOverlay();
  const viewer = createViewer({ image: changes, base: `/iiif/3/${changes.imageId}`, overlays: [shapes],
    label: t('runs.picture', { name: changes.name, count: changes.changes.length }) });
  shapes.draw(changes.changes.flatMap(({ before, after }, index) => [
    before && { key: `before-${index}`, shape: before.shape, color: COLORS.before, dash: '7 5', kind: /** @type {const} */ ('annotator'),
      tag: labelOf(before.labelId).name, order: 0 },
    after && { key: `after-${index}`, shape: after.shape, color: COLORS.after, dash: null, kind: /** @type {const} */ ('consensus'),
      tag: labelOf(after.labelId).name, order: 0 },
  ].filter((one) => one !== null && one !== undefined)));
  return { viewer };
}
