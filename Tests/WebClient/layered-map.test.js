import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LayeredMap } from '../../WebClient/js/core/layered-map.js';
import { seededRandom } from './seeded-random.js';

/** Everything a layered map says, as a plain one. */
const plain = (map, keys) => new Map(keys.flatMap((key) => (map.has(key) ? [[key, map.get(key)]] : [])));

for (const seed of [1, 2, 3]) {
  test(`a long line of maps says what plain maps say, and knows what is new (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const keys = Array.from({ length: 60 }, (_, i) => `key-${i}`);
    let plainMap = new Map(keys.slice(0, 40).map((key) => [key, { key }]));
    let map = new LayeredMap(new Map(plainMap));
    const line = [[map, plainMap]];
    for (let i = 0; i < 300; i++) {
      const entries = Array.from({ length: random.whole(0, 3) }, () => [random.pick(keys), random.next() < 0.4 ? null : { i }]);
      plainMap = new Map(plainMap);
      for (const [key, value] of entries) {
        if (value === null) plainMap.delete(key);
        else plainMap.set(key, value);
      }
      map = map.with(entries);
      line.push([map, plainMap]);
    }
    for (const [index, [one, expected]] of line.entries()) {
      assert.equal(one.size, expected.size);
      assert.deepEqual(new Set(plain(one, keys)), new Set(keys.flatMap((key) => (expected.has(key) ? [[key, expected.get(key)]] : []))));
      const [earlier, before] = line[random.whole(0, index)];
      const news = one.since(earlier);
      const others = keys.filter((key) => before.get(key) !== expected.get(key));
      assert.deepEqual([...news.keys()].sort(), others.sort());
      for (const key of others) assert.equal(news.get(key), expected.get(key) ?? null);
    }
  });
}
