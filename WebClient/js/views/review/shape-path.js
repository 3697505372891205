/** Shapes as SVG paths and boxes. Pure. */

/** @param {{box?: number[], polygon?: number[][][]}} shape @returns {string} path data in image pixels */
export function pathOf(shape) {
  if (shape.box) {
    const [x, y, w, h] = shape.box;
    return `M${x} ${y}h${w}v${h}h${-w}z`;
  }
  return (shape.polygon ?? []).filter((ring) => ring.length > 0)
    .map((ring) => `M${ring.map(([x, y]) => `${x} ${y}`).join('L')}z`).join('');
}

/** @param {{box?: number[], polygon?: number[][][]}} shape @returns {number[]} bounding box `[x, y, w, h]` */
export function boundsOf(shape) {
  if (shape.box) return shape.box;
  const points = (shape.polygon ?? [])[0] ?? [];
  if (points.length === 0) return [0, 0, 0, 0];
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}
