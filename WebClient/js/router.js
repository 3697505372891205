/**
 * Addresses of screens: `#/projects/ID/images/ID?sort=name`. Pure; main.js watches the location.
 *
 * @typedef {{name: string, params: Record<string, string>, query: Record<string, string>}} Route
 */

/** Screens by the shape of their path; `:name` is a parameter. */
const ROUTES = /** @type {[string, string][]} */ ([
  ['', 'projects'],
  ['projects', 'projects'],
  ['projects/new', 'project-new'],
  ['projects/:project', 'project'],
  ['projects/:project/settings', 'settings'],
  ['projects/:project/annotate', 'annotate'],
  ['projects/:project/mine', 'mine'],
  ['projects/:project/mine/:assignment', 'mine-image'],
  ['projects/:project/images/:image', 'image'],
  ['projects/:project/audits', 'audits'],
  ['projects/:project/audits/:audit', 'audit'],
  ['projects/:project/consensus', 'consensus'],
  ['projects/:project/balance', 'balance'],
  ['projects/:project/gold', 'gold'],
  ['projects/:project/qualify', 'qualify'],
  ['projects/:project/gold/:item/draw', 'gold-draw'],
  ['projects/:project/results/:assignment', 'gold-result'],
  ['projects/:project/results/:assignment/draw', 'gold-draw'],
  ['projects/:project/disagreement', 'disagreement'],
  ['projects/:project/conflicts', 'conflicts'],
  ['projects/:project/conflicts/:conflict', 'conflict'],
  ['projects/:project/decisions', 'decisions'],
  ['projects/:project/wall', 'wall'],
  ['projects/:project/guidelines', 'guidelines'],
  ['projects/:project/second-pass', 'second-pass'],
  ['projects/:project/behaviour', 'behaviour'],
  ['projects/:project/outside', 'outside-links'],
  ['projects/:project/agreement', 'agreement'],
  ['projects/:project/people/:account', 'person'],
  ['projects/:project/dashboard', 'dashboard'],
  ['projects/:project/certificate', 'certificate'],
  ['projects/:project/work', 'work'],
  ['projects/:project/pay', 'pay'],
  ['projects/:project/planning', 'planning'],
  ['sign-in', 'sign-in'],
  ['link/:token', 'link'],
  ['password', 'password'],
  ['tokens', 'tokens'],
  ['accounts', 'accounts'],
]);

/**
 * The screen an address names.
 *
 * @param {string} hash `location.hash`
 * @returns {Route} name "not-found" when there is none
 */
export function matchRoute(hash) {
  const [path, search = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  const query = Object.fromEntries(new URLSearchParams(search));
  const parts = path.split('/').filter((part) => part !== '').map(decode);
  for (const [pattern, name] of ROUTES) {
    const params = matchParts(pattern === '' ? [] : pattern.split('/'), parts);
    if (params) return { name, params, query };
  }
  return { name: 'not-found', params: {}, query };
}

/**
 * An address from its parts; each is escaped.
 *
 * @param {string[]} parts
 * @param {Record<string, string | number | null | undefined>} [query] empty values are left out
 * @returns {string} such as `#/projects/ab12?status=empty`
 */
export function hrefTo(parts, query = {}) {
  const kept = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const search = new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString();
  return `#/${parts.map(encodeURIComponent).join('/')}${search ? `?${search}` : ''}`;
}

/**
 * Where to go after signing in; only addresses of our own screens are followed.
 *
 * @param {string | undefined} next
 * @returns {string}
 */
export function safeNext(next) {
  if (!next || !next.startsWith('#/')) return '#/projects';
  return ['sign-in', 'link', 'not-found'].includes(matchRoute(next).name) ? '#/projects' : next;
}

/** @param {string[]} pattern @param {string[]} parts */
function matchParts(pattern, parts) {
  if (pattern.length !== parts.length) return null;
  /** @type {Record<string, string>} */
  const params = {};
  for (const [index, piece] of pattern.entries()) {
    if (piece.startsWith(':')) params[piece.slice(1)] = parts[index];
    else if (piece !== parts[index]) return null;
  }
  return params;
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
