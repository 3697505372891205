/** Amounts of money: whole minor units of a currency, shown and read as people write them. */
import { locale } from '../i18n/index.js';

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** @param {string} currency */
function formatOf(currency) {
  let format = formats.get(currency);
  if (!format) {
    try {
      format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    } catch {
      format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    }
    formats.set(currency, format);
  }
  return format;
}

/** How many digits a currency has after the point. @param {string} currency */
export function digitsOf(currency) {
  return formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** @param {number} amount minor units @param {string} currency */
export function money(amount, currency) {
  return formatOf(currency).format(amount / 10 ** digitsOf(currency));
}

/** Minor units of what a person wrote; null where that is no amount. @param {string} text @param {string} currency @returns {number | null} */
export function minorUnits(text, currency) {
  const value = Number(text.trim().replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(value)) return null;
  return Math.round(value * 10 ** digitsOf(currency));
}

/** What a person would write for an amount. @param {number} amount @param {string} currency */
export function plainAmount(amount, currency) {
  return (amount / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));
}
