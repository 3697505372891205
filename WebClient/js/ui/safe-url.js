/** Which addresses written by a person may become links and pictures. */

/** Control characters and spaces, which browsers drop or trim before reading the scheme. */
const HIDDEN = /[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]/;

/**
 * @param {string} address
 * @returns {string | null} the address when it is an absolute http, https or mailto one
 */
export function safeLink(address) {
  if (HIDDEN.test(address) || !/^(?:https?:\/\/[^/\\]|mailto:[^/\\])/i.test(address)) return null;
  try {
    const { protocol } = new URL(address);
    return ['http:', 'https:', 'mailto:'].includes(protocol) ? address : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} address
 * @returns {string | null} the address when it is a path on this server
 */
export function safeImage(address) {
  return !HIDDEN.test(address) && /^\/(?![/\\])/.test(address) && !address.includes('\\') ? address : null;
}
