/**
 * Polygons whose vertices are dragged, with their neighbours where the magnet holds them together.
 *
 * @typedef {import('./document.js').Annotation} Annotation
 * @typedef {{ring: number, index: number}} Vertex
 */
import { sharedVertices } from './border.js';
import { verticesShifted } from './edits.js';

/**
 * @param {import('./document.js').AnnotationDocument} document
 * @param {import('./spatial-index.js').SpatialIndex} index
 * @param {Annotation} annotation a polygon
 * @param {Vertex[]} vertices of it
 * @param {{dx: number, dy: number}} way image pixels
 * @param {import('./box.js').ImageSize} image
 * @param {ReadonlySet<string> | null} apart shapes that do not come along; null when none does
 * @returns {Annotation[]} the new forms, the polygon's own first
 */
export function bent(document, index, annotation, vertices, { dx, dy }, image, apart) {
  const own = verticesShifted(annotation, vertices, dx, dy, image);
  if (apart === null || !('polygon' in annotation.shape) || !('polygon' in own.shape)) return [own];
  const rings = annotation.shape.polygon;
  const points = vertices.flatMap(({ ring, index: i }) => (rings[ring]?.[i] ? [rings[ring][i]] : []));
  if (points.length === 0) return [own];
  const [first] = vertices;
  const [from, to] = [rings[first.ring][first.index], own.shape.polygon[first.ring][first.index]];
  const shared = sharedVertices(document, index, points, new Set([...apart, annotation.id]));
  return [own, ...[...shared].flatMap(([id, theirs]) => {
    const neighbour = document.byId.get(id);
    return neighbour ? [verticesShifted(neighbour, theirs, to[0] - from[0], to[1] - from[1], image)] : [];
  })];
}
