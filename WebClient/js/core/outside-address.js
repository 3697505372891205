/**
 * What the address of an outside page says: the link, and what a marketplace or a study added. Pure.
 *
 * @param {string} path such as `/outside/TOKEN`
 * @param {string} search such as `?assignmentId=…`
 * @returns {{link: string, worker: string | null, assignment: string | null, study: string | null, submitTo: string | null}}
 */
export function outsideAddress(path, search) {
  const query = new URLSearchParams(search);
  /** @param {...string} names the first that is there */
  const said = (...names) => names.map((name) => query.get(name)).find((value) => value) ?? null;
  return {
    link: path.split('/').filter(Boolean).at(-1) ?? '',
    worker: said('workerId', 'PROLIFIC_PID'),
    assignment: said('assignmentId', 'SESSION_ID'),
    study: said('hitId', 'STUDY_ID'),
    submitTo: said('turkSubmitTo'),
  };
}
