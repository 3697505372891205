/**
 * Makes an SVG element. The layers build their own nodes, so that they depend on nothing above them.
 *
 * @param {string} tag
 * @param {Record<string, string | number | null>} [attributes] null leaves one out
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function svgNode(tag, attributes = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}
