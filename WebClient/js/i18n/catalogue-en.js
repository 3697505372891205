/** Everything Boxwood says, in English. @type {import('./languages.js').Catalogue} */
import desk from './desk-en.js';
import shell from './en.js';
import audit from './en-audit.js';
import balance from './en-balance.js';
import certificate from './en-certificate.js';
import conflicts from './en-conflicts.js';
import consensus from './en-consensus.js';
import figures from './en-figures.js';
import gold from './en-gold.js';
import heat from './en-heat.js';
import outside from './en-outside.js';
import pay from './en-pay.js';
import runs from './en-runs.js';
import upload from './en-upload.js';
import work from './en-work.js';

export default {
  ...desk, ...shell, ...audit, ...balance, ...certificate, ...conflicts, ...consensus,
  ...figures, ...gold, ...heat, ...outside, ...pay, ...runs, ...upload, ...work,
};
