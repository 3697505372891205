/**
 * The outbox's store in IndexedDB: every promise resolves after its transaction is on disk.
 *
 * @typedef {import('./store.js').OutboxStore} OutboxStore
 */

const VERSION = 1;

/**
 * @param {string} name of the database; one for each account, for several people may share a browser
 * @returns {Promise<OutboxStore>}
 */
export async function indexedDBStore(name) {
  const opening = indexedDB.open(name, VERSION);
  opening.onupgradeneeded = () => createSchema(opening.result);
  const database = await resultOf(opening);
  database.onversionchange = () => database.close();

  /**
   * Runs requests in one transaction and waits until it is durable.
   * @template T
   * @param {string[]} stores
   * @param {IDBTransactionMode} mode
   * @param {(store: (name: string) => IDBObjectStore) => Promise<T> | T} work
   * @returns {Promise<T>}
   */
  async function run(stores, mode, work) {
    const transaction = database.transaction(stores, mode, { durability: 'strict' });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(undefined);
      transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
    });
    const result = await Promise.all([work((store) => transaction.objectStore(store)), done]);
    return result[0];
  }

  /** @param {string} store @param {string | undefined} assignmentId @returns {Promise<any[]>} */
  const all = (store, assignmentId) => run([store], 'readonly', (get) => resultOf(
    assignmentId ? get(store).index('assignmentId').getAll(assignmentId) : get(store).getAll(),
  ));

  return {
    durable: true,
    append: (assignmentId, entry, operations) => run(['operations', 'journal'], 'readwrite', async (get) => {
      if (entry) get('journal').add({ assignmentId, entry });
      const items = operations.map((operation) => ({ assignmentId, operation }));
      const orders = await Promise.all(items.map((item) => resultOf(get('operations').add(item))));
      return items.map((item, i) => ({ ...item, order: Number(orders[i]) }));
    }),
    pending: (assignmentId) => all('operations', assignmentId),
    settle: (done, refused) => run(['operations', 'refusals'], 'readwrite', (get) => {
      for (const item of done) get('operations').delete(item.order);
      for (const refusal of refused) get('refusals').add(refusal);
    }),
    journal: async (assignmentId) => (await all('journal', assignmentId)).map(({ entry }) => entry),
    refusals: (assignmentId) => all('refusals', assignmentId),
    dismissRefusals: (assignmentId) => run(['refusals'], 'readwrite',
      (get) => removeOf(get('refusals'), assignmentId)),
    saveSubmission: (record) => run(['submissions'], 'readwrite', (get) => { get('submissions').put(record); }),
    submissions: () => run(['submissions'], 'readonly', (get) => resultOf(get('submissions').getAll())),
    dropSubmission: (id) => run(['submissions'], 'readwrite', (get) => { get('submissions').delete(id); }),
    saveWork: (assignmentId, work) => run(['work'], 'readwrite',
      (get) => { get('work').put({ assignmentId, work }); }),
    work: async (id) => (await run(['work'], 'readonly', (get) => resultOf(get('work').get(id))))?.work ?? null,
    finish: (id) => run(['operations', 'journal', 'refusals', 'submissions', 'work'], 'readwrite', async (get) => {
      get('submissions').delete(id);
      get('work').delete(id);
      await Promise.all(['operations', 'journal', 'refusals'].map((store) => removeOf(get(store), id)));
    }),
    close: () => database.close(),
  };
}

/** @param {IDBDatabase} database */
function createSchema(database) {
  for (const name of ['operations', 'journal', 'refusals']) {
    const store = database.createObjectStore(name, { keyPath: 'order', autoIncrement: true });
    store.createIndex('assignmentId', 'assignmentId');
  }
  database.createObjectStore('submissions', { keyPath: 'assignmentId' });
  database.createObjectStore('work', { keyPath: 'assignmentId' });
}

/** @param {IDBObjectStore} store @param {string} assignmentId @returns {Promise<void>} */
async function removeOf(store, assignmentId) {
  const keys = await resultOf(store.index('assignmentId').getAllKeys(assignmentId));
  for (const key of keys) store.delete(key);
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function resultOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
