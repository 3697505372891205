import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factorFor, gridAt, scaleFactors, tileKey, tileRegion, tilesIn, tilesWanted, tileURL } from '../../WebClient/js/core/tilegrid.js';
import { seededRandom } from './seeded-random.js';

test('the ladder ends where one tile shows the whole image', () => {
  const cases = [[{ width: 1, height: 1 }, [1]], [{ width: 512, height: 512 }, [1]], [{ width: 513, height: 10 }, [1, 2]],
    [{ width: 20000, height: 12500 }, [1, 2, 4, 8, 16, 32, 64]]];
  for (const [image, factors] of cases) {
    assert.deepEqual(scaleFactors(image), factors);
    assert.deepEqual(gridAt(image, factors.at(-1)), { columns: 1, rows: 1 });
  }
});

test('tiles of every level cover the image without gap or overlap', () => {
  const random = seededRandom(4);
  for (let i = 0; i < 40; i++) {
    const image = { width: random.whole(1, 6000), height: random.whole(1, 6000) };
    for (const factor of scaleFactors(image)) {
      const tiles = tilesIn(image, factor, [0, 0, image.width, image.height]);
      const { columns, rows } = gridAt(image, factor);
      assert.equal(tiles.length, columns * rows);
      let area = 0;
      for (const tile of tiles) {
        const r = tileRegion(image, tile);
        area += r.width * r.height;
        assert.ok(r.width > 0 && r.height > 0 && r.x + r.width <= image.width && r.y + r.height <= image.height);
        assert.ok(r.outputWidth <= 512 && r.outputHeight <= 512);
        assert.equal(r.outputWidth, Math.ceil(r.width / factor));
      }
      assert.equal(area, image.width * image.height);
    }
  }
});

test('addresses are IIIF region and size', () => {
  const image = { width: 3000, height: 2000 };
  assert.equal(tileURL('/iiif/3/ab', image, { factor: 2, column: 2, row: 1 }), '/iiif/3/ab/2048,1024,952,976/476,488/0/default.jpg');
});

test('the level follows the scale and is never blown up much', () => {
  const image = { width: 20000, height: 12500 };
  for (const [scale, factor] of [[1, 1], [8, 1], [0.5, 2], [0.64, 2], [0.65, 1], [0.25, 4], [0.001, 64]]) {
    assert.equal(factorFor(image, scale), factor, `scale ${scale}`);
  }
});

test('what is wanted: the overview first, the view from the focus outwards, then a ring, nothing twice', () => {
  const image = { width: 20000, height: 12500 };
  const region = [4096, 4096, 1600, 1000];
  const tiles = tilesWanted(image, 1, region, { x: 4200, y: 4200 });
  assert.deepEqual(tiles[0], { factor: 64, column: 0, row: 0 });
  assert.deepEqual(tiles[1], { factor: 1, column: 8, row: 8 });
  assert.equal(new Set(tiles.map(tileKey)).size, tiles.length);
  const sight = tilesIn(image, 1, region);
  assert.deepEqual(new Set(tiles.slice(1, 1 + sight.length).map(tileKey)), new Set(sight.map(tileKey)));
  assert.equal(tiles.length, 1 + 6 * 4);
  assert.deepEqual(tilesWanted({ width: 400, height: 300 }, 1, [0, 0, 400, 300], { x: 0, y: 0 }), [{ factor: 1, column: 0, row: 0 }]);
});
