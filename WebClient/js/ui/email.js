/** Addresses that break before their @ only, and end in an ellipsis where that is not enough. */
import { h } from './dom.js';

/** @param {string} email */
export function emailText(email) {
  const at = email.lastIndexOf('@');
  const [name, host] = at > 0 ? [email.slice(0, at), email.slice(at)] : [email, ''];
  return h('span', { class: 'muted small email', title: email }, h('span', null, name), host && [h('wbr'), h('span', null, host)]);
}
