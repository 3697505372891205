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
import gold from './en-gold.js';
import heat from './en-heat.js';
import outside from './en-outside.js';
import pay from './en-pay.js';
import runs from './en-runs.js';
import safety from './en-safety.js';
import upload from './en-upload.js';
import view from './en-view.js';
import work from './en-work.js';

export default {
  ...shell, ...annotate, ...audit, ...balance, ...certificate, ...conflicts, ...consensus, ...edit,
  ...figures, ...gold, ...heat, ...outside, ...pay, ...runs, ...safety, ...upload, ...view, ...work,
};
