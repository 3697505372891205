/**
 * What the heatmap over an image shows, and how the address says it. Pure.
 *
 * @typedef {object} HeatState
 * @property {boolean} on
 * @property {string} layer
 * @property {string} label the class whose objects count; empty for all
 * @property {string} person the letter of the person who is compared with the others; empty for all
 * @property {string} weighting
 * @property {number} threshold values below are left out, 0…1
 * @property {number} opacity 0…1
 */

export const LAYERS = ['total', 'presence', 'boundary', 'class', 'band'];
export const WEIGHTINGS = ['votes', 'probability'];

/** The heatmap is transparent where people agree, so it goes on whole. @type {HeatState} */
export const AT_FIRST = { on: false, layer: 'total', label: '', person: '', weighting: 'votes', threshold: 0, opacity: 1 };

/**
 * The state an address asks for; what it says wrongly is as at first.
 *
 * @param {Record<string, string>} query
 * @returns {HeatState}
 */
export function heatFrom(query) {
  return {
    on: LAYERS.includes(query.heat), layer: LAYERS.includes(query.heat) ? query.heat : AT_FIRST.layer,
    label: query.heatLabel ?? '', person: query.heatPerson ?? '',
    weighting: WEIGHTINGS.includes(query.heatWeighting) ? query.heatWeighting : AT_FIRST.weighting,
    threshold: share(query.heatFrom, AT_FIRST.threshold), opacity: share(query.heatOpacity, AT_FIRST.opacity),
  };
}

/**
 * The part of the address that says a state; what is as at first is left out.
 *
 * @param {HeatState} state
 * @returns {Record<string, string | number | null>}
 */
export function heatQuery(state) {
  const unless = (/** @type {keyof HeatState} */ key) => (state.on && state[key] !== AT_FIRST[key] ? /** @type {any} */ (state[key]) : null);
  return { heat: state.on ? state.layer : null, heatLabel: unless('label'), heatPerson: unless('person'), heatWeighting: unless('weighting'),
    heatFrom: unless('threshold'), heatOpacity: unless('opacity') };
}

/**
 * What the server is asked for. One person is compared by votes alone, and the bands are the consensus's own.
 *
 * @param {HeatState} state
 * @returns {import('../../api/disagreement.js').HeatQuery}
 */
export function heatRequest({ layer, label, person, weighting, threshold }) {
  return { layer, label, threshold, ...(layer === 'band' ? {} : person ? { annotator: person } : { weighting }) };
}

/** @param {string | undefined} text @param {number} otherwise */
function share(text, otherwise) {
  const value = Number(text);
  return text !== undefined && text !== '' && value >= 0 && value <= 1 ? value : otherwise;
}
