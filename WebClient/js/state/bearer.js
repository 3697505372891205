/**
 * The token on which a page without a session cookie runs; it stands in memory alone and ends with the page.
 */

/** @type {string | null} */
let token = null;
/** @type {(() => Promise<string>) | null} */
let renew = null;

/**
 * From now on every request carries this token.
 * @param {string} next
 * @param {() => Promise<string>} again gets another one when it has ended
 */
export function useBearer(next, again) {
  token = next;
  renew = again;
}

/** Whether the page runs on a token. */
export const hasBearer = () => token !== null;

/** The header for a request, or none. @returns {Record<string, string>} */
export const authorization = () => (token === null ? {} : { Authorization: `Bearer ${token}` });

/** Gets another token; false when there is none to be had. @returns {Promise<boolean>} */
export async function renewBearer() {
  if (!renew) return false;
  try {
    token = await renew();
    return true;
  } catch {
    return false;
  }
}

/**
 * What a picture shows: the address itself, or where the page runs on a token, the bytes fetched with it.
 * @param {HTMLImageElement} image
 * @param {string} address of this server
 */
export function showPicture(image, address) {
  if (!hasBearer()) {
    image.src = address;
    return image;
  }
  fetch(address, { headers: authorization() }).then(async (answer) => {
    if (!answer.ok) throw new Error(`picture answered ${answer.status}`);
    const url = URL.createObjectURL(await answer.blob());
    image.addEventListener('load', () => URL.revokeObjectURL(url), { once: true });
    image.src = url;
  }).catch(() => image.dispatchEvent(new Event('error')));
  return image;
}
