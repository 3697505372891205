/**
 * What is said about the crops of a wall, and how it is taken back. Pure: every change answers a new state.
 *
 * @typedef {import('../../api/wall.js').Crop} Crop
 * @typedef {import('../../api/wall.js').Vote} Vote
 * @typedef {{verdict: 'dismissed' | 'relabelled' | null, label?: string | null}} Mark
 * @typedef {{votes: Vote[], before: [string, Mark][]}} Step what was said at once, and what stood there before
 * @typedef {object} WallState
 * @property {Crop[]} crops
 * @property {ReadonlyMap<string, Mark>} marks by object
 * @property {number} at where one is
 * @property {number} anchor where a range began
 * @property {ReadonlySet<string>} here objects dismissed here and not relabelled yet
 * @property {Step[]} done the last one last
 */

/** @returns {WallState} */
export function emptyWall() {
  return { crops: [], marks: new Map(), at: 0, anchor: 0, here: new Set(), done: [] };
}

/** @param {WallState} state @param {Crop[]} more @returns {WallState} */
export function withCrops(state, more) {
  const known = new Set(state.crops.map(({ object }) => object));
  const fresh = more.filter(({ object }) => !known.has(object));
  const marks = new Map(state.marks);
  for (const { object, verdict } of fresh) marks.set(object, { verdict: verdict ?? null });
  return { ...state, crops: [...state.crops, ...fresh], marks };
}

/** @param {WallState} state @param {number} at @param {boolean} extend whether the range from the anchor reaches there @returns {WallState} */
export function movedTo(state, at, extend) {
  return { ...state, at, anchor: extend ? state.anchor : at };
}

/** The objects of the range that a vote can change: those that are settled stand. @param {WallState} state @returns {Crop[]} */
export function rangeOf({ crops, at, anchor }) {
  return crops.slice(Math.min(at, anchor), Math.max(at, anchor) + 1).filter(({ settled }) => !settled);
}

/**
 * Says "not a …" of the range, or takes that back where all of it was said so before.
 * @param {WallState} state
 * @param {() => string} newId
 * @returns {{state: WallState, votes: Vote[]}}
 */
export function dismissing(state, newId) {
  const range = rangeOf(state);
  const all = range.length > 0 && range.every(({ object }) => state.marks.get(object)?.verdict);
  const meant = all ? range : range.filter(({ object }) => !state.marks.get(object)?.verdict);
  return stepOf(state, meant, { verdict: all ? null : 'dismissed' },
    meant.map(({ image, object }) => ({ id: newId(), image, object, verdict: all ? 'right' : 'wrong' })));
}

/**
 * What a label would be given to: the range where it is more than one; otherwise all that was dismissed here, or the one one is at.
 * @param {WallState} state
 * @returns {Crop[]}
 */
export function relabelled(state) {
  const range = rangeOf(state);
  if (range.length > 1 || state.here.size === 0) return range;
  return state.crops.filter(({ object }) => state.here.has(object));
}

/**
 * @param {WallState} state
 * @param {string} label
 * @param {() => string} newId
 * @returns {{state: WallState, votes: Vote[]}}
 */
export function relabelling(state, label, newId) {
  const meant = relabelled(state);
  return stepOf(state, meant, { verdict: 'relabelled', label },
    meant.map(({ image, object }) => ({ id: newId(), image, object, verdict: 'relabel', label })));
}

/**
 * @param {WallState} state
 * @returns {{state: WallState, votes: Vote[]}} the votes to withdraw; none when there is nothing to take back
 */
export function undoing(state) {
  const last = state.done.at(-1);
  if (!last) return { state, votes: [] };
  return { state: { ...marked(state, last.before), done: state.done.slice(0, -1) }, votes: last.votes };
}

/** Without a step that could not be sent. @param {WallState} state @param {Vote[]} votes @returns {WallState} */
export function without(state, votes) {
  const step = state.done.find((each) => each.votes === votes);
  return step ? { ...marked(state, step.before), done: state.done.filter((each) => each !== step) } : state;
}

/** @param {WallState} state @param {Crop[]} crops @param {Mark} mark @param {Vote[]} votes */
function stepOf(state, crops, mark, votes) {
  if (crops.length === 0) return { state, votes };
  const before = crops.map(({ object }) => /** @type {[string, Mark]} */ ([object, state.marks.get(object) ?? { verdict: null }]));
  const next = marked(state, crops.map(({ object }) => /** @type {[string, Mark]} */ ([object, mark])));
  return { state: { ...next, anchor: next.at, done: [...state.done, { votes, before }] }, votes };
}

/** @param {WallState} state @param {[string, Mark][]} changes @returns {WallState} */
function marked(state, changes) {
  const marks = new Map([...state.marks, ...changes]);
  const here = new Set(state.here);
  for (const [object, { verdict }] of changes) {
    if (verdict === 'dismissed') here.add(object);
    else here.delete(object);
  }
  return { ...state, marks, here };
}
