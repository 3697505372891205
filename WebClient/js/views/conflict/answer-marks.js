/**
 * What the picture shows of a conflict: everybody's shapes by colour, dash and letter, and what was merged. Pure.
 *
 * @typedef {import('../../api/conflicts.js').ConflictDetail} ConflictDetail
 * @typedef {import('../review/shapes-overlay.js').Drawn} Drawn
 * @typedef {{name: string, color: string}} LabelLook
 */

/** Colours that people with any colour vision can tell apart (Okabe and Ito 2008, and more for larger crowds). */
const COLORS = ['#e69f00', '#56b4e9', '#cc79a7', '#f0e442', '#0072b2', '#d55e00', '#9b7fd1', '#7fc97f', '#a6761d', '#999999'];
/** CSS pixels on and off; empty: no gaps. */
const DASHES = ['', '6 3', '2 3', '10 4', '8 3 2 3', '1 3', '12 3 3 3'];
/** Of what was not accepted. */
const REFUSED = { color: '#ffffff', dash: '1.5 5', kind: /** @type {const} */ ('rejected') };

/** Colour and dash of the n-th answer: with its letter three marks, so that none has to be seen alone. @param {number} index */
export function markOf(index) {
  return { color: COLORS[index % COLORS.length], dash: DASHES[index % DASHES.length] || null };
}

/**
 * @param {ConflictDetail} conflict
 * @param {(labelId: string) => LabelLook} labelOf
 * @returns {Drawn[]} in painting order: merged, people on top
 */
export function drawnOf({ answers, merged }, labelOf) {
  return [
    ...merged.map(({ object, accepted, shape, label }) => ({ key: object, objectId: object, shape, order: 0, tag: labelOf(label).name,
      ...(accepted ? { color: labelOf(label).color, dash: null, kind: /** @type {const} */ ('consensus') } : REFUSED) })),
    ...answers.flatMap((answer, order) => shapesOf(answer).map((shape) => ({ key: answer.letter, shape, order, tag: answer.letter, ...markOf(order),
      kind: /** @type {const} */ ('annotator') }))),
  ];
}

/** Everything a person drew at the place. @param {import('../../api/conflicts.js').Answer} answer */
export function shapesOf({ shape, others = [] }) {
  return [...(shape ? [shape] : []), ...others.map((other) => other.shape)];
}

/**
 * The place to look at: the box in question and all shapes there.
 * @param {ConflictDetail} conflict
 * @param {(shape: any) => number[]} boundsOf
 * @returns {number[]} `[x, y, w, h]` in image pixels
 */
export function placeOf({ box, answers, merged }, boundsOf) {
  const boxes = [box, ...answers.flatMap((answer) => (answer.shape ? [boundsOf(answer.shape)] : [])), ...merged.map(({ shape }) => boundsOf(shape))];
  const left = Math.min(...boxes.map(([x]) => x));
  const top = Math.min(...boxes.map(([, y]) => y));
  return [left, top, Math.max(...boxes.map(([x, , w]) => x + w)) - left, Math.max(...boxes.map(([, y, , h]) => y + h)) - top];
}

/**
 * What one begins with when one adjusts: what was merged and accepted; without that the first shape somebody drew.
 * @param {ConflictDetail} conflict
 * @returns {import('../../api/conflicts.js').DrawnShape[]}
 */
export function firstForm({ answers, merged }) {
  const kept = merged.filter(({ accepted }) => accepted);
  if (kept.length > 0) return kept.map(({ shape, label }) => ({ shape, label, ...attributesOf(label, answers) }));
  const drew = answers.find((answer) => answer.shape && answer.label);
  return drew?.shape && drew.label ? [{ shape: drew.shape, label: drew.label, attributes: drew.attributes }] : [];
}

/** What was answered about an object of a class by the first who did. @param {string} label @param {import('../../api/conflicts.js').Answer[]} answers */
function attributesOf(label, answers) {
  const said = answers.find((answer) => answer.label === label && Object.keys(answer.attributes ?? {}).length > 0);
  return said ? { attributes: said.attributes } : {};
}
