import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOUPE, loupePlace } from '../../WebClient/js/core/loupe.js';

test('wherever the finger is, the loupe lies on the stage and not under the finger', () => {
  for (const screen of [{ width: 390, height: 700 }, { width: 700, height: 360 }]) {
    for (let x = 0; x <= screen.width; x += 5) {
      for (let y = 0; y <= screen.height; y += 5) {
        const place = loupePlace({ x, y }, screen);
        assert.ok(place.x >= 0 && place.y >= 0 && place.x + LOUPE <= screen.width && place.y + LOUPE <= screen.height, `${x},${y}`);
        const away = Math.hypot(Math.max(place.x - x, x - place.x - LOUPE, 0), Math.max(place.y - y, y - place.y - LOUPE, 0));
        assert.ok(away >= 40, `${away} from ${x},${y}`);
      }
    }
  }
});

test('the loupe lies above the finger where there is room', () => {
  assert.deepEqual(loupePlace({ x: 200, y: 400 }, { width: 390, height: 700 }), { x: 140, y: 224 });
});
