/** What the annotation workspace says, in English: all that is fetched before one draws. @type {import('./languages.js').Catalogue} */
import annotate from './en-annotate.js';
import desk from './en-desk.js';
import edit from './en-edit.js';
import safety from './en-safety.js';
import view from './en-view.js';

export default { ...annotate, ...desk, ...edit, ...safety, ...view };
