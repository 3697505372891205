/**
 * What ends a turn at an image: handing in, giving back, skipping. One at a time, and never while a shape is half drawn.
 *
 * @typedef {object} HandInParts
 * @property {HTMLElement} root
 * @property {string} id of the assignment
 * @property {string} lease
 * @property {string} projectId
 * @property {number} [guidelineVersion] the one that the screen shows
 * @property {import('../../outbox/store.js').OutboxStore} store
 * @property {import('../../outbox/outbox.js').Outbox} outbox
 * @property {ReturnType<typeof import('./editor.js').createEditor>} editor
 * @property {() => number} activeMilliseconds
 * @property {() => import('../../core/coverage.js').ScreenedArea} screened what was seen in full size
 * @property {() => number} focusChanges how often the person turned to something else
 * @property {() => Promise<any>} decideConflicts shows what has to be decided first
 * @property {() => boolean} isOver
 * @property {(next: 'next' | 'leave', settled: boolean) => void} end settled: the server has decided about this image
 */
import { giveBack, postSubmission, skip } from '../../api/assignments.js';
import { annotationsOf } from '../../core/document.js';
import { deletedSuggestions } from '../../core/provenance.js';
import { t } from '../../i18n/index.js';
import { newId } from '../../outbox/new-id.js';
import { submit } from '../../outbox/submission.js';
import { confirmDialog, signInDialog } from '../../ui/dialog.js';
import { h } from '../../ui/dom.js';
import { messageFor, refusalText } from '../../ui/problems.js';
import { showBusy } from './busy.js';
import { sleep } from './clock.js';
import { fetchRefusals, fetchReturn, fetchSkip } from './fetched-later.js';
import { openModal } from './modal.js';
import { rememberAnswer } from './previous-image.js';

/** The answer came too late to count, and is kept. @param {string} submissionId */
function tellLate(submissionId) {
  const { dialog, closed } = openModal({
    title: t('annotate.late.title'),
    body: [h('p', null, t('annotate.late.text', { id: submissionId }))],
    actions: [h('button', { type: 'button', class: 'button primary', on: { click: () => dialog.close() } },
      t('annotate.late.next'))],
  });
  return closed;
}

/** @param {HandInParts} parts */
export function createHandIn({ root, id, lease, projectId, guidelineVersion, store, outbox, editor, activeMilliseconds, screened, focusChanges, decideConflicts, isOver, end }) {
  let busy = false;

  /**
   * Runs one thing at a time that ends the turn.
   * @param {string} text
   * @param {(show: (text: string) => void) => Promise<any>} run
   */
  async function exclusively(text, run) {
    if (busy || isOver() || editor.workspace.readOnly) return;
    if (editor.workspace.isDrawing) return editor.announcer.notice(t('annotate.finishFirst'));
    editor.workspace.settleNudge();
    if (outbox.status().conflicts > 0) {
      editor.announcer.notice(t('annotate.conflict.first'));
      return decideConflicts();
    }
    busy = true;
    const cover = showBusy(root, text);
    try {
      await run(cover.show);
    } catch (/** @type {any} */ error) {
      editor.announcer.notice(t('annotate.failed', { detail: messageFor(error) }));
    } finally {
      busy = false;
      cover.remove();
      if (!isOver()) editor.focusStage();
    }
  }

  /** @param {(text: string) => void} show */
  async function handInNow(show) {
    const outcome = await handOver(show);
    if (outcome.kind === 'received' || outcome.kind === 'late') rememberAnswer(projectId, annotationsOf(editor.workspace.document));
    if (outcome.kind === 'received') return end('next', true);
    if (outcome.kind === 'late') {
      await tellLate(outcome.submissionId);
      return end('next', true);
    }
    if (outcome.kind === 'changed') return editor.announcer.notice(t('annotate.changedElsewhere'));
    await explainRefusal(outcome);
  }

  /**
   * Sends the answer until the server has decided. Where the draft knows more than the picture here, that is brought in
   * first, and the person looks again if it changes anything.
   * @param {(text: string) => void} show
   */
  async function handOver(show) {
    for (;;) {
      await outbox.close();
      const before = editor.workspace.document;
      const body = {
        id: newId(), lease, annotations: annotationsOf(before),
        deletedSuggestions: Object.fromEntries(deletedSuggestions(editor.workspace.history, before)
          .map(({ source, count }) => [source, count])),
        activeMilliseconds: Math.round(activeMilliseconds()), screened: screened(), revision: outbox.revision, guidelineVersion,
        focusChanges: focusChanges(),
      };
      const outcome = await submit({ assignmentId: id, body }, {
        store, post: postSubmission, wait: sleep,
        signIn: () => signInDialog({ required: true }),
        onWaiting: () => show(t('annotate.submit.waiting')),
      }).catch((error) => {
        outbox.reopen();
        throw error;
      });
      if (outcome.kind !== 'refused' || outcome.code !== 'stale') return outcome;
      outbox.reopen();
      const complete = await outbox.catchUp();
      if (!complete || editor.workspace.document !== before) return { kind: /** @type {const} */ ('changed') };
    }
  }

  /** @param {{code: string, detail: string, field: string | null}} refusal */
  async function explainRefusal(refusal) {
    const gone = ['conflict', 'not_found', 'forbidden'].includes(refusal.code);
    const download = await confirmDialog({
      title: t('annotate.refused.title'),
      text: `${refusalText(refusal)} ${t(gone ? 'annotate.refused.gone' : 'annotate.refused.mend')}`,
      confirm: t('annotate.refused.download'), cancel: t(gone ? 'annotate.late.next' : 'annotate.refused.back'),
    });
    if (download) (await fetchRefusals()).downloadJSON(annotationsOf(editor.workspace.document), 'boxwood-annotations.json');
    if (gone) {
      await store.finish(id);
      return end('next', true);
    }
    const at = /annotations\[(\d+)\]/.exec(refusal.field ?? '');
    const annotation = at && annotationsOf(editor.workspace.document)[Number(at[1])];
    if (annotation) editor.workspace.select([annotation.id]);
    outbox.reopen();
  }

  /** @returns {null} */
  function notFetched() {
    editor.announcer.notice(t('annotate.notFetched'));
    return null;
  }

  return {
    async handIn() {
      if (busy || isOver() || editor.workspace.readOnly || (!editor.workspace.isDrawing && !await editor.readyToSubmit())) return;
      await exclusively(t('annotate.submitting'), handInNow);
    },

    async returnImage() {
      if (busy || editor.workspace.readOnly) return;
      const parts = await fetchReturn().catch(notFetched);
      const reason = await parts?.askReturnReason() ?? null;
      if (reason === null) return editor.focusStage();
      await exclusively(t('annotate.returning'), async () => {
        if (!await outbox.flush()) return editor.announcer.notice(t('annotate.notFlushed'));
        await giveBack(id, lease, reason);
        end('leave', false);
      });
    },

    async skipImage() {
      if (busy || editor.workspace.readOnly) return;
      const parts = await fetchSkip().catch(notFetched);
      const reason = await parts?.askSkipReason() ?? null;
      if (reason === null) return editor.focusStage();
      await exclusively(t('annotate.skipping'), async () => {
        await outbox.close();
        try {
          await skip(id, lease, reason);
        } catch (error) {
          outbox.reopen();
          throw error;
        }
        await store.finish(id);
        end('next', true);
      });
    },
  };
}
