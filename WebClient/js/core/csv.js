/** Tables as comma-separated values (RFC 4180). Pure. */

/**
 * @param {(string | number | null | undefined)[][]} rows the head first
 * @returns {string} with CRLF line ends; a cell that a spreadsheet would take for a formula begins with an apostrophe
 */
export function csvOf(rows) {
  return rows.map((row) => row.map(cell).join(',')).map((line) => `${line}\r\n`).join('');
}

/** @param {string | number | null | undefined} value */
function cell(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
