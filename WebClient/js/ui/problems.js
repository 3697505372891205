/** Errors in plain words. */
import { language, t, textOr } from '../i18n/index.js';
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
  return refusalText(error);
}

/**
 * The words for a refusal: by its stable code, and by the field at fault where there are words for that. The server's own
 * sentence, which is English, says it best in English; elsewhere it stands behind, for it may say more.
 *
 * @param {{code: string, detail?: string, field?: string | null}} refusal
 * @returns {string}
 */
export function refusalText({ code, detail = '', field = null }) {
  const isEnglish = language === 'en';
  if (isEnglish && detail && !FIXED.has(code)) return detail;
  const general = textOr(`problem.${code}`, t('problem.unexpected'));
  if (FIXED.has(code)) return general;
  const special = textOr(`problem.${code}.${plainField(field)}`, '');
  if (special) return special;
  return detail && !isEnglish ? t('problem.withDetail', { text: general, detail }) : general;
}

/** A field's path without numbers: `operations[3].annotation.shape` is about the shape. @param {string | null} field */
function plainField(field) {
  return (field ?? '').replace(/\[\d+\]/g, '').replace(/^(operations|annotations)\.(annotation\.)?/, 'annotation.');
}
