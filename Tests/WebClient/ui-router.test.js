import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hrefTo, matchRoute, safeNext } from '../../WebClient/js/router.js';

test('addresses name their screens', () => {
  const cases = [
    ['', 'projects', {}], ['#/', 'projects', {}], ['#/projects', 'projects', {}], ['#/projects/new', 'project-new', {}],
    ['#/projects/ab12', 'project', { project: 'ab12' }], ['#/projects/ab12/settings', 'settings', { project: 'ab12' }],
    ['#/projects/ab12/annotate', 'annotate', { project: 'ab12' }], ['#/projects/ab12/mine', 'mine', { project: 'ab12' }],
    ['#/projects/ab12/mine/cd', 'mine-image', { project: 'ab12', assignment: 'cd' }],
    ['#/projects/ab12/images/cd', 'image', { project: 'ab12', image: 'cd' }], ['#/link/T-o_k', 'link', { token: 'T-o_k' }],
    ['#/sign-in', 'sign-in', {}], ['#/tokens', 'tokens', {}], ['#/accounts', 'accounts', {}], ['#/password', 'password', {}],
    ['#/projects/a/b/c/d', 'not-found', {}], ['#/constructor', 'not-found', {}],
  ];
  for (const [hash, name, params] of cases) {
    const route = matchRoute(hash);
    assert.equal(route.name, name, hash);
    assert.deepEqual(route.params, params, hash);
  }
});

test('an address survives being made and read', () => {
  const query = { sort: 'name', status: 'a&b=c #1' };
  const route = matchRoute(hrefTo(['projects', 'é / ?', 'settings'], query));
  assert.deepEqual(route, { name: 'settings', params: { project: 'é / ?' }, query });
});

test('empty query values are left out', () => {
  assert.equal(hrefTo(['projects'], { a: null, b: undefined, c: '', d: 0 }), '#/projects?d=0');
});

test('a broken escape is kept as it is', () => {
  assert.equal(matchRoute('#/projects/%zz').params.project, '%zz');
});

test('after signing in only our own screens are gone to', () => {
  const deep = '#/projects/ab/images/cd?sort=name';
  assert.equal(safeNext(deep), deep);
  for (const next of [undefined, '', 'https://evil.example', '//evil.example', 'javascript:alert(1)', '#/sign-in', '#/link/abc', '#/nowhere', '#//evil.example']) {
    assert.equal(safeNext(next), '#/projects', String(next));
  }
});
