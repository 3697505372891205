/** Objects in words, for lists and screen readers. */
import { FLAGS } from '../../core/document.js';
import { boundsOf } from '../../core/shape.js';
import { t } from '../../i18n/index.js';

/**
 * @param {import('../../core/document.js').Annotation} annotation
 * @returns {string} such as "120 by 80 at 400, 310"
 */
export function placeText({ shape }) {
  const [x, y, w, h] = boundsOf(shape).map(Math.round);
  return t('annotate.object.place', { x: String(x), y: String(y), width: String(w), height: String(h) });
}

/**
 * @param {import('../../core/document.js').Annotation} annotation
 * @returns {string[]} the flags that are set, in words
 */
function flagTexts({ flags }) {
  return FLAGS.filter((flag) => flags[flag]).map((flag) => t(`annotate.flag.${flag}`).toLowerCase());
}

/**
 * @param {import('../../core/document.js').Annotation} annotation
 * @param {string} name
 * @param {string[]} [states] more to say of it, such as "hidden"
 * @returns {string} such as "Car 3, occluded, 120 by 80 at 400, 310"
 */
export function objectText(annotation, name, states = []) {
  return [name, ...flagTexts(annotation), ...states, placeText(annotation)].join(t('common.comma'));
}
