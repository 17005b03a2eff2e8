import { describe, expect, it } from 'vitest';
import type { PropertyChange } from '../../src/plan/change.ts';
import { isOfNames } from '../../src/plan/sensitive.ts';

const NAMES = ['Policy', 'Config.Logging', 'Config.Tls.Version'];
const config = (before: object, after: object): PropertyChange =>
  ({ path: '/Properties/Config', before, after }) as PropertyChange;

describe('a change of a property that is named', () => {
  it.each<readonly [string, PropertyChange, boolean]>([
    ['none of them', { path: '/Properties/Name' }, false],
    ['the property', { path: '/Properties/Policy' }, true],
    ['a member of the property', { path: 'Policy/Statement/0' }, true],
    ['the member', { path: '/Properties/Config/Logging' }, true],
    ['within the member', { path: '/Properties/Config/Logging/Bucket' }, true],
    ['what holds the member', { path: '/Properties/Config/Tls' }, true],
    ['another member', { path: '/Properties/Config/Price' }, false],
    ['another member of what holds it', { path: '/Properties/Config/Tls/Method' }, false],
    ['the whole, untold', { path: '/Properties/Config' }, true],
    [
      'the whole, the member alike',
      config({ Logging: { a: 1 }, p: 1 }, { Logging: { a: 1 } }),
      false,
    ],
    ['the whole, the member new', config({}, { Logging: { a: 1 } }), true],
    ['the whole, the member gone', config({ Tls: { Version: 1 } }, { Tls: {} }), true],
    ['the whole, beside the member', config({ Tls: { Method: 1 } }, { Tls: { Method: 2 } }), false],
    ['an attribute', { path: '/DeletionPolicy' }, false],
  ])('%s', (_name, change, isNamed) => {
    expect(isOfNames(change, NAMES)).toBe(isNamed);
  });
});
