/**
 * Numbers and times as people read them.
 *
 * @typedef {{value: number | null, low?: number | null, high?: number | null, n?: number, reason?: string | null}} Estimate
 */
import { locale, t } from '../i18n/index.js';

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
/** By the digits after the point. @type {Map<number, Intl.NumberFormat>} */
const fixed = new Map();

/** @param {number} value @param {number} digits after the point, always shown */
function toDigits(value, digits) {
  const format = fixed.get(digits)
    ?? new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
  fixed.set(digits, format);
  return format.format(value);
}

/** @param {number} value */
export function count(value) {
  return whole.format(value);
}

/** @param {number | null | undefined} fraction 0…1 @param {number} [digits] */
export function percent(fraction, digits = 0) {
  return known(fraction) ? t('common.percent', { value: toDigits(fraction * 100, digits) }) : t('common.none');
}

/** @param {number | null | undefined} value @param {number} [digits] */
export function decimal(value, digits = 2) {
  return known(value) ? withMinus(toDigits(value, digits)) : t('common.none');
}

/** With its sign in front, also where it is positive. @param {number | null | undefined} value @param {number} [digits] */
export function signed(value, digits = 2) {
  const text = decimal(value, digits);
  return known(value) && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A minus as wide as a plus, and none before a zero. @param {string} text */
function withMinus(text) {
  return /[1-9]/.test(text) ? text.replace('-', '−') : text.replace('-', '');
}

/** @typedef {'percent' | 'plain' | 'pixels'} Unit what a figure is measured in; percent: of a share 0…1 */
const UNITS = /** @type {Record<Unit, {text: string, scale: number, digits: number}>} */ ({
  percent: { text: 'number.range', scale: 100, digits: 0 }, plain: { text: 'number.rangePlain', scale: 1, digits: 2 },
  pixels: { text: 'number.rangePixels', scale: 1, digits: 1 },
});

/**
 * The 95 % interval and the count behind an estimate, in words.
 * @param {Estimate | null | undefined} estimate
 * @param {Unit} [unit]
 */
export function interval(estimate, unit = 'percent') {
  const [range, n] = intervalLines(estimate, unit);
  return n === undefined ? range ?? '' : t('number.interval', { range, n });
}

/**
 * The same for a table: range and count, each on its own line.
 * @param {Estimate | null | undefined} estimate
 * @param {Unit} [unit]
 * @returns {string[]}
 */
export function intervalLines(estimate, unit = 'percent') {
  if (!estimate) return [];
  const n = t('number.n', { count: observations(estimate.n ?? 0) });
  if (!known(estimate.low) || !known(estimate.high)) return [n];
  const { text, scale, digits } = UNITS[unit];
  return [t(text, { low: decimal(estimate.low * scale, digits), high: decimal(estimate.high * scale, digits) }), n];
}

/** The interval of a share to a tenth of a percent, for figures that are certified. @param {Estimate | null | undefined} estimate */
export function shareRange(estimate) {
  if (!known(estimate?.low) || !known(estimate?.high)) return t('common.none');
  return t('number.range', { low: decimal(estimate.low * 100, 1), high: decimal(estimate.high * 100, 1) });
}

/** Counts that are weighed need not be whole: from ten on they are shown as if. @param {number} n */
function observations(n) {
  return n < 10 ? Math.round(n * 10) / 10 : Math.round(n);
}

/** Words in a row, as the language joins them. @param {string[]} words */
export function list(words) {
  return new Intl.ListFormat(locale, { style: 'long', type: 'unit' }).format(words);
}

/** @param {string | null | undefined} time RFC 3339 */
export function date(time) {
  return valid(time) ? day.format(new Date(/** @type {string} */ (time))) : t('common.none');
}

/** @param {string | null | undefined} time RFC 3339 */
export function dateTime(time) {
  return valid(time) ? moment.format(new Date(/** @type {string} */ (time))) : t('common.none');
}

/** @param {number | null | undefined} milliseconds */
export function duration(milliseconds) {
  if (!known(milliseconds)) return t('common.none');
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? t('number.seconds', { count: seconds })
    : t('number.minutes', { minutes: Math.floor(seconds / 60), seconds: String(seconds % 60).padStart(2, '0') });
}

/** @param {any} value @returns {value is number} */
function known(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

/** @param {string | null | undefined} time */
function valid(time) {
  return typeof time === 'string' && !Number.isNaN(Date.parse(time));
}
