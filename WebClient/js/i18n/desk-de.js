/** What the annotation workspace says, in German: all that is fetched before one draws. @type {import('./languages.js').Catalogue} */
import annotate from './de-annotate.js';
import desk from './de-desk.js';
import edit from './de-edit.js';
import safety from './de-safety.js';
import view from './de-view.js';

export default { ...annotate, ...desk, ...edit, ...safety, ...view };
