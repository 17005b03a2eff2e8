import { describe, expect, it } from 'vitest';
import type { Baseline, BaselineItem } from '../../src/review/baseline.ts';
import { layerBaselines } from '../../src/review/layer-baselines.ts';
import { itemOf, loadBaselines } from './judging.ts';

const core = loadBaselines();
const extension = (...items: readonly BaselineItem[]): Baseline => ({
  service: 'Acme',
  prefix: 'S3',
  file: 'skills/org/acme/baseline.yml',
  items,
});
const floor = itemOf(core, 'S3-06');
const policy = itemOf(core, 'POLICY-NET-02');

const weaker: readonly (readonly [string, BaselineItem, RegExp])[] = [
  ['lowers the severity', { ...floor, severity: 'Low' }, /severity/],
  ['begins at a stricter tier', { ...floor, from: 'production' }, /stricter tier/],
  ['makes it advisory', { ...floor, isAdvisory: true }, /advisory/],
  ['takes it out of the policies', { ...policy, isPolicy: false }, /policies/],
  ['asks a person instead', { ...floor, evidence: 'person' }, /evidence/],
  ['checks something else', { ...floor, check: { named: 'always' } }, /check/],
  ['applies never', { ...floor, appliesWhen: { named: 'never' } }, /applies/],
  ['leaves out a type', { ...floor, types: ['AWS::S3::Nothing'] }, /type/],
  ['replaces it by an item of its own', { ...floor, id: 'S3-99', replaces: 'S3-06' }, /replaces/],
];

const tighter: readonly (readonly [string, BaselineItem])[] = [
  ['nothing', floor],
  ['a higher severity', { ...floor, severity: 'Critical' }],
  ['a laxer tier to begin at', { ...floor, from: 'sandbox' }],
  ['one more type', { ...floor, types: [...floor.types, 'AWS::S3Express::DirectoryBucket'] }],
];

describe('layerBaselines', () => {
  it('leaves the core as it is without extensions', () => {
    expect(layerBaselines(core, [])).toEqual({ ok: true, value: core });
  });

  it.each(weaker)('A88 refuses an extension that %s', (_, item, reason) => {
    const layered = layerBaselines(core, [extension(item)]);
    expect(layered.ok).toBe(false);
    if (layered.ok) return;
    expect(layered.error.file).toBe('skills/org/acme/baseline.yml');
    expect(layered.error.reason).toMatch(reason);
    expect(layered.error.reason).toContain('may only add or tighten');
  });

  it.each(tighter)('A88 takes an extension that asks for %s', (_, item) => {
    const layered = layerBaselines(core, [extension(item)]);
    expect(layered.ok && itemOf(layered.value, 'S3-06')).toEqual(item);
  });

  it('adds an item of a new id', () => {
    const own = { ...floor, id: 'S3-99', title: 'Acme asks for more' };
    const layered = layerBaselines(core, [extension(own)]);
    expect(layered.ok && itemOf(layered.value, 'S3-99')).toEqual(own);
    expect(layered.ok && itemOf(layered.value, 'S3-06')).toEqual(floor);
  });
});
