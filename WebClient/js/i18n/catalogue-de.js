/** Everything Boxwood says, in German. @type {import('./languages.js').Catalogue} */
import desk from './desk-de.js';
import shell from './de.js';
import audit from './de-audit.js';
import balance from './de-balance.js';
import certificate from './de-certificate.js';
import conflicts from './de-conflicts.js';
import consensus from './de-consensus.js';
import figures from './de-figures.js';
import gold from './de-gold.js';
import heat from './de-heat.js';
import outside from './de-outside.js';
import pay from './de-pay.js';
import runs from './de-runs.js';
import upload from './de-upload.js';
import work from './de-work.js';

export default {
  ...desk, ...shell, ...audit, ...balance, ...certificate, ...conflicts, ...consensus,
  ...figures, ...gold, ...heat, ...outside, ...pay, ...runs, ...upload, ...work,
};
