/** Which conflicts one looks at, as it stands in the address. Pure. */
import { KINDS } from '../../api/conflicts.js';

/** Who a conflict may be assigned to, besides a single account. */
export const ASSIGNEES = ['me', 'none'];
export const STATES = ['open', 'decided', 'all'];

/**
 * What of a query names conflicts; the rest, and what says nothing, is left out.
 * @param {Record<string, string | undefined>} query
 * @returns {import('../../api/conflicts.js').Filter}
 */
export function filterOf({ kind, label, assignee, state, image }) {
  return {
    ...(KINDS.includes(/** @type {any} */ (kind)) ? { kind } : {}),
    ...(label ? { label } : {}),
    ...(assignee ? { assignee } : {}),
    ...(state && state !== 'open' && STATES.includes(state) ? { state } : {}),
    ...(image ? { image } : {}),
  };
}
