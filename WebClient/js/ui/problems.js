/** Errors in plain words. */
import { t } from '../i18n/index.js';
import { ApiError } from '../api/client.js';

/** Codes whose text does not depend on what the server says. */
const FIXED = new Set(['offline', 'unauthorized', 'rate_limited', 'no_space', 'internal']);

/**
 * One plain sentence for a person.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function messageFor(error) {
  if (!(error instanceof ApiError)) return t('problem.unexpected');
  if (error.code === 'rate_limited') {
    const seconds = Number(error.headers?.get('retry-after'));
    return seconds > 0 ? t('problem.rate_limited_for', { count: Math.ceil(seconds) }) : t('problem.rate_limited');
  }
  if (error.detail && !FIXED.has(error.code)) return error.detail;
  const key = `problem.${error.code}`;
  const text = t(key);
  return text === key ? error.detail || t('problem.unexpected') : text;
}
