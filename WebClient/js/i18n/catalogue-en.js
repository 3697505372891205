/** Everything Boxwood says, in English. @type {import('./languages.js').Catalogue} */
import shell from './en.js';
import annotate from './en-annotate.js';
import audit from './en-audit.js';
import balance from './en-balance.js';
import certificate from './en-certificate.js';
import conflicts from './en-conflicts.js';
import consensus from './en-consensus.js';
import edit from './en-edit.js';
import figures from './en-figures.js';
import heat from './en-heat.js';
import outside from './en-outside.js';
import runs from './en-runs.js';
import safety from './en-safety.js';
import upload from './en-upload.js';
import view from './en-view.js';

export default {
  ...shell, ...annotate, ...audit, ...balance, ...certificate, ...conflicts, ...consensus, ...edit,
  ...figures, ...heat, ...outside, ...runs, ...safety, ...upload, ...view,
};
