/** The images before and after one, in the order of the table it was opened from. */
import { listImages } from '../../api/images.js';

const PAGE = 100;
const MAXIMUM_PAGES = 50;

/**
 * Lists walked so far, by project and order.
 * @type {Map<string, {ids: string[], next: string | null | undefined}>}
 */
const walked = new Map();

/**
 * Forgets the lists of a project: its table was loaded anew.
 * @param {string} project
 */
export function forgetOrder(project) {
  for (const key of [...walked.keys()]) if (key.startsWith(`${project} `)) walked.delete(key);
}

/**
 * @param {string} project
 * @param {string} image
 * @param {import('../../api/images.js').ImageOrder} order
 * @param {typeof listImages} [list]
 * @returns {Promise<{previous: string | null, next: string | null, position: number | null}>} position from 1
 */
export async function neighbours(project, image, order, list = listImages) {
  const key = `${project} ${JSON.stringify(order)}`;
  const state = walked.get(key) ?? { ids: [], next: undefined };
  walked.set(key, state);
  for (let pages = 0; pages < MAXIMUM_PAGES; pages += 1) {
    const at = state.ids.indexOf(image);
    const complete = state.next === null;
    if (at >= 0 && (complete || at + 1 < state.ids.length)) {
      return { previous: state.ids[at - 1] ?? null, next: state.ids[at + 1] ?? null, position: at + 1 };
    }
    if (complete) break;
    const page = await list(project, { ...order, after: state.next ?? null, limit: PAGE });
    state.ids.push(...page.items.map(({ id }) => id));
    state.next = page.next;
  }
  return { previous: null, next: null, position: null };
}
