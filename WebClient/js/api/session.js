/**
 * Who is signed in, and everything about accounts.
 *
 * @typedef {{id: string, name: string, email: string, role: 'owner'|'requester'|'reviewer'|'annotator'}} Account
 */
import { ApiError, getJSON, postJSON, request } from './client.js';

/** @type {Account | null} */
let account = null;
/** @type {Set<(account: Account | null) => void>} */
const listeners = new Set();

/** The person signed in as far as this page knows, or null. */
export function currentAccount() {
  return account;
}

/**
 * Calls back whenever the person changes.
 *
 * @param {(account: Account | null) => void} listener
 * @returns {() => void} stops it
 */
export function onAccountChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param {Account | null} next */
function setAccount(next) {
  account = next;
  for (const listener of listeners) listener(next);
  return next;
}

/**
 * Asks the server who is signed in.
 *
 * @returns {Promise<Account | null>} null when nobody is
 */
export async function loadSession() {
  try {
    return setAccount((await getJSON('/api/v1/session')).account);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return setAccount(null);
    throw error;
  }
}

/** @param {string} email @param {string} password @returns {Promise<Account>} */
export async function signIn(email, password) {
  const body = await postJSON('/api/v1/session', { email, password });
  setAccount(body.account);
  return body.account;
}

/** Ends the session on the server; nobody is signed in afterwards, even when it had ended already. */
export async function signOut() {
  try {
    await request('DELETE', '/api/v1/session', { headers: { 'Content-Type': 'application/json' } });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
  }
  setAccount(null);
}

/** @param {string} token */
export function inspectLink(token) {
  return postJSON('/api/v1/links/inspect', { token });
}

/** @param {{token: string, email?: string, name?: string, password?: string}} answer */
export async function redeemLink(answer) {
  const body = await postJSON('/api/v1/links/redeem', answer);
  setAccount(body.account);
  return body;
}

/** @param {string} current @param {string} next */
export function changePassword(current, next) {
  return postJSON('/api/v1/account/password', { current, new: next });
}

/** @returns {Promise<{items: any[]}>} */
export function listAccounts() {
  return getJSON('/api/v1/accounts');
}

/** @param {{email: string, name?: string, role: string}} account */
export function createAccount(account) {
  return postJSON('/api/v1/accounts', account);
}

/** @param {string} email */
export function createSignInLink(email) {
  return postJSON('/api/v1/accounts/link', { email });
}

/** @returns {Promise<{items: any[]}>} */
export function listTokens() {
  return getJSON('/api/v1/tokens');
}

/** @param {{name: string, scope: 'read'|'write', projectId?: string, expiresInDays?: number}} token */
export function createToken(token) {
  return postJSON('/api/v1/tokens', token);
}

/** @param {string} id */
export function revokeToken(id) {
  return request('DELETE', `/api/v1/tokens/${id}`, { headers: { 'Content-Type': 'application/json' } });
}
