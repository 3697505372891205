/** A comment thread to read, answer and close. */
import { openThread, replyTo, setResolved } from '../api/comments.js';
import { t } from '../i18n/index.js';
import { newId } from '../outbox/new-id.js';
import { fill, h } from './dom.js';
import { dateTime } from './format.js';
import { messageFor } from './problems.js';
import { signedIn } from './states.js';

/** @typedef {import('../api/comments.js').Thread} Thread */

/** Characters of a comment. */
const LONGEST = 4000;

/** What a pin or a list says of a thread. @param {Thread} thread */
export function threadTitle(thread) {
  return t(`comments.title.${thread.state}`, { text: excerpt(thread.comments[0]?.text ?? '') });
}

/** @param {string} text */
function excerpt(text) {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/**
 * @param {object} parts
 * @param {string} parts.projectId
 * @param {Thread} parts.thread
 * @param {(thread: Thread) => void} [parts.onChanged]
 */
export function threadView({ projectId, thread, onChanged = () => {} }) {
  const node = h('div', { class: 'thread stack', 'data-testid': 'thread' });
  draw(thread);
  return node;

  /** @param {Thread} now */
  function draw(now) {
    const form = messageForm({
      label: t('comments.reply'), submit: t('comments.send'),
      send: async (text, id) => changed(await signedIn(() => replyTo(projectId, now.id, { id, text }))),
      more: h('button', { type: 'button', class: 'button quiet', on: { click: () => form.attempt(resolve) } },
        t(now.state === 'resolved' ? 'comments.reopen' : 'comments.resolve')),
    });
    fill(node,
      h('ol', { class: 'thread-comments' }, now.comments.map((comment) => h('li', { class: comment.mine ? 'thread-comment is-mine' : 'thread-comment' },
        h('p', { class: 'small muted' }, h('strong', null, speaker(now, comment)), ' ', dateTime(comment.createdAt)),
        h('p', { class: 'thread-text', dir: 'auto' }, comment.text)))),
      form.node);

    async function resolve() {
      changed(await signedIn(() => setResolved(projectId, now.id, now.state !== 'resolved')));
    }
  }

  /** @param {Thread} now */
  function changed(now) {
    draw(now);
    onChanged(now);
  }
}

/** @param {Thread} thread @param {import('../api/comments.js').Comment} comment */
function speaker(thread, comment) {
  if (comment.mine) return t('comments.you');
  return comment.from === 'author' ? thread.author ?? t('comments.annotator') : t('comments.requester');
}

/**
 * The form that asks something new.
 * @param {object} parts
 * @param {string} parts.projectId
 * @param {string} parts.imageId
 * @param {[number, number]} parts.place
 * @param {string | null} parts.annotationId
 * @param {(thread: Thread) => void} parts.onAsked
 */
export function questionForm({ projectId, imageId, place, annotationId, onAsked }) {
  const id = newId();
  return messageForm({
    label: t('comments.question'), submit: t('comments.ask'),
    send: async (text, commentId) => onAsked(await signedIn(() => openThread(projectId, imageId,
      { id, commentId, place, annotationId, text }))),
  }).node;
}

/**
 * A text to send. What is typed stays until it has arrived, and counts once however often it is sent.
 * @param {object} parts
 * @param {string} parts.label
 * @param {string} parts.submit
 * @param {(text: string, id: string) => Promise<void>} parts.send
 * @param {any} [parts.more] beside the button
 */
function messageForm({ label, submit, send, more }) {
  const id = newId();
  const alert = h('p', { class: 'form-error', role: 'alert' });
  const text = h('textarea', { class: 'field-input', rows: 3, maxlength: LONGEST, required: true, dir: 'auto', id: `message-${id}` });
  const button = h('button', { type: 'submit', class: 'button primary' }, submit);
  const node = h('form', { class: 'stack', on: { submit: sendIt } },
    h('div', { class: 'field' }, h('label', { for: `message-${id}` }, label), text), alert,
    h('div', { class: 'button-row' }, button, more));

  /** @param {Event} event */
  function sendIt(event) {
    event.preventDefault();
    if (text.value.trim()) attempt(() => send(text.value.trim(), id));
  }

  /** @param {() => Promise<void>} run */
  async function attempt(run) {
    alert.textContent = '';
    button.disabled = true;
    try {
      await run();
    } catch (error) {
      alert.textContent = messageFor(error);
    } finally {
      button.disabled = false;
    }
  }

  return { node, attempt };
}
