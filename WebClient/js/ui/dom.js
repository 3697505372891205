/**
 * Builds DOM nodes. Text always becomes text nodes; markup in strings stays text.
 *
 * @typedef {Node | string | number | null | undefined | false | any[]} Child
 * @typedef {Record<string, any>} Props
 */

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** Attributes that must be set as properties to take effect after the first render. */
const LIVE_PROPERTIES = new Set(['value', 'checked', 'indeterminate', 'selected', 'disabled', 'open']);

/**
 * Makes an HTML element.
 *
 * @param {string} tag element name
 * @param {Props | null} [props] `class`, `id`, `on: {click}`, `dataset`, `style` (CSS property to value, set
 *   through CSSOM), attributes by name; `null`, `undefined` and `false` leave an attribute out
 * @param {...Child} children
 * @returns {any} the element
 */
export function h(tag, props, ...children) {
  return build(document.createElement(tag), props, children, true);
}

/**
 * Makes an SVG element; takes the same arguments as {@link h}.
 *
 * @param {string} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {any} the element
 */
export function svg(tag, props, ...children) {
  return build(document.createElementNS(SVG_NAMESPACE, tag), props, children, false);
}

/**
 * Removes every child of a node.
 *
 * @template {Node} T
 * @param {T} node
 * @returns {T} the same node
 */
export function clear(node) {
  while (node.firstChild) node.removeChild(node.firstChild);
  return node;
}

/**
 * Replaces the children of a node.
 *
 * @param {any} node
 * @param {...Child} children
 */
export function fill(node, ...children) {
  append(clear(node), children);
  return node;
}

/** @param {any} element @param {Props | null | undefined} props @param {Child[]} children @param {boolean} isHTML */
function build(element, props, children, isHTML) {
  append(element, children);
  for (const [name, value] of Object.entries(props ?? {})) set(element, name, value, isHTML);
  return element;
}

/** @param {any} element @param {string} name @param {any} value @param {boolean} isHTML */
function set(element, name, value, isHTML) {
  if (value === null || value === undefined) return;
  if (name === 'on') {
    for (const [type, listener] of Object.entries(value)) if (listener) element.addEventListener(type, listener);
  } else if (name === 'class') {
    if (value) element.setAttribute('class', Array.isArray(value) ? value.filter(Boolean).join(' ') : String(value));
  } else if (name === 'dataset') {
    for (const [key, item] of Object.entries(value)) {
      if (item !== null && item !== undefined) element.dataset[key] = String(item);
    }
  } else if (name === 'style' && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) element.style.setProperty(key, String(item));
  } else if (isHTML && LIVE_PROPERTIES.has(name)) {
    element[name] = value;
  } else if (value === true) {
    element.setAttribute(name, '');
  } else if (value !== false) {
    element.setAttribute(name, String(value));
  }
}

/** @param {any} element @param {Child[]} children */
function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(typeof child === 'object' ? child : String(child));
  }
}
