/**
 * What the overlay draws for a reviewed image. Pure.
 *
 * @typedef {import('./shapes-overlay.js').Drawn} Drawn
 */

/** Text and colour for rejected candidates. */
const REJECTED_COLOR = '#ffffff';

/**
 * @param {{layers: any[], consensus: any}} review
 * @param {(labelId: string) => {name: string, color: string}} labelOf
 * @returns {Drawn[]} in painting order: rejected, consensus, then people on top
 */
export function drawnItems({ layers, consensus }, labelOf) {
  /** @type {any[]} */
  const objects = consensus?.objects ?? [];
  return [
    ...objects.filter((object) => !object.accepted).map((object) => drawnObject(object, labelOf(object.labelId))),
    ...objects.filter((object) => object.accepted).map((object) => drawnObject(object, labelOf(object.labelId))),
    ...layers.flatMap((layer, order) => layer.annotations.map((/** @type {any} */ annotation) => ({
      key: layer.annotator.letter, shape: annotation.shape, color: layer.annotator.color, order, tag: layer.annotator.letter,
      dash: layer.annotator.dash?.length > 0 ? layer.annotator.dash.join(' ') : null, kind: /** @type {const} */ ('annotator'),
    }))),
  ];
}

/**
 * @param {any} object
 * @param {{name: string, color: string}} label
 * @returns {Drawn}
 */
function drawnObject(object, label) {
  const score = typeof object.score === 'number' ? ` ${Math.round(object.score * 100)} %` : '';
  return {
    key: object.id, objectId: object.id, shape: object.shape, order: 0, tag: `${label.name}${score}`,
    color: object.accepted ? label.color : REJECTED_COLOR, dash: object.accepted ? null : '1.5 5',
    kind: object.accepted ? 'consensus' : 'rejected',
  };
}

/**
 * The smallest object whose box holds a point.
 * @param {any[]} objects
 * @param {{x: number, y: number}} point
 * @param {(shape: any) => number[]} boundsOf
 */
export function objectAt(objects, point, boundsOf) {
  const hits = objects.map((object) => ({ object, box: boundsOf(object.shape) })).filter(({ box: [x, y, w, h] }) =>
    point.x >= x && point.x <= x + w && point.y >= y && point.y <= y + h);
  hits.sort((a, b) => a.box[2] * a.box[3] - b.box[2] * b.box[3]);
  return hits[0]?.object ?? null;
}
