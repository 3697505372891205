/** Everything Boxwood says, in German. @type {import('./languages.js').Catalogue} */
import shell from './de.js';
import annotate from './de-annotate.js';
import audit from './de-audit.js';
import balance from './de-balance.js';
import certificate from './de-certificate.js';
import conflicts from './de-conflicts.js';
import consensus from './de-consensus.js';
import edit from './de-edit.js';
import figures from './de-figures.js';
import gold from './de-gold.js';
import heat from './de-heat.js';
import outside from './de-outside.js';
import pay from './de-pay.js';
import runs from './de-runs.js';
import safety from './de-safety.js';
import upload from './de-upload.js';
import view from './de-view.js';
import work from './de-work.js';

export default {
  ...shell, ...annotate, ...audit, ...balance, ...certificate, ...conflicts, ...consensus, ...edit,
  ...figures, ...gold, ...heat, ...outside, ...pay, ...runs, ...safety, ...upload, ...view, ...work,
};
