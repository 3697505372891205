import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DEFAULT_VIEW, VIEW_CHOICES, VIEW_RANGES, filterOf, isAdjusted, viewSettingsFrom, withoutAdjustment,
} from '../../WebClient/js/core/view-settings.js';

test('whatever was kept, settings come out whole and within their ranges', () => {
  for (const kept of [null, undefined, 7, 'x', [], {}]) assert.deepEqual(viewSettingsFrom(kept), { ...DEFAULT_VIEW });
  const settings = viewSettingsFrom({ brightness: 99, gamma: -1, contrast: NaN, zoom: 'blurred', tags: 'few', invert: 'yes',
    crosshair: false, panelWidth: 1, other: 1 });
  assert.deepEqual(settings, { ...DEFAULT_VIEW, brightness: VIEW_RANGES.brightness[1], gamma: VIEW_RANGES.gamma[0], tags: 'few',
    crosshair: false, panelWidth: VIEW_RANGES.panelWidth[0] });
});

test('every number has a range that holds its default, every choice its default', () => {
  for (const [name, value] of Object.entries(DEFAULT_VIEW)) {
    if (typeof value === 'number') assert.ok(VIEW_RANGES[name][0] <= value && value <= VIEW_RANGES[name][1], name);
    if (typeof value === 'string') assert.ok(VIEW_CHOICES[name].includes(value), name);
  }
});

test('a picture as it is has no filter; each adjustment adds its own, gamma first', () => {
  assert.equal(filterOf(DEFAULT_VIEW, 'g'), 'none');
  const changed = { ...DEFAULT_VIEW, brightness: 1.5, contrast: 0.5, gamma: 2, equalise: true, invert: true };
  assert.equal(filterOf(changed, 'g'), 'url(#g) brightness(1.5) contrast(0.5) invert(1)');
  assert.equal(filterOf({ ...DEFAULT_VIEW, equalise: true }, 'g'), 'url(#g)');
  assert.ok(isAdjusted({ ...DEFAULT_VIEW, equalise: true }));
  assert.ok(isAdjusted(changed) && !isAdjusted(DEFAULT_VIEW));
  assert.deepEqual(withoutAdjustment({ ...changed, tags: 'none' }), { ...DEFAULT_VIEW, tags: 'none' });
});
