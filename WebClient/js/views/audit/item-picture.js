/** An item of an audit as a picture: the object with what is around it, or the whole image with its objects. */
import { t } from '../../i18n/index.js';
import { h } from '../../ui/dom.js';
import { boundsOf } from '../review/shape-path.js';
import { createShapesOverlay } from '../review/shapes-overlay.js';
import { createViewer } from '../review/viewer.js';

/**
 * @param {import('../../api/audits.js').Item} item
 * @param {(labelId: string) => {name: string, color: string}} labelOf
 * @param {'object' | 'image'} unit
 */
export function itemPicture(item, labelOf, unit) {
  if (!item.imageName) return { node: h('p', { class: 'notice warn' }, t('audit.imageGone')), viewer: null };
  const shapes = createShapesOverlay();
  const viewer = createViewer({
    image: item, base: `/iiif/3/${item.imageId}`, overlays: [shapes],
    label: t(unit === 'object' ? 'audit.pictureOfObject' : 'audit.pictureOfImage', { number: item.number, name: item.imageName }),
    first: unit === 'object' && item.objects.length > 0 ? boundsOf(item.objects[0].shape) : undefined,
  });
  shapes.draw(item.objects.map((object) => ({
    key: object.id, objectId: object.id, shape: object.shape, order: 0, tag: labelOf(object.labelId).name, color: labelOf(object.labelId).color,
    dash: null, kind: /** @type {const} */ ('consensus'),
  })));
  return { node: viewer.node, viewer };
}
