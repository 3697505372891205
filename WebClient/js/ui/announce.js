/** Says something to screen readers without moving the focus. */

/** @param {string} text */
export function announce(text) {
  const place = document.getElementById('announcer');
  if (!place) return;
  place.textContent = '';
  window.setTimeout(() => { place.textContent = text; }, 30);
}
