import { describe, expect, it } from 'vitest';
import type { Template } from '../../src/plan/template.ts';
import { reviewTemplate } from '../../src/review/review-template.ts';
import { valueRemedies } from '../../src/services/cloudformation-template/value-remedies.ts';
import type { Remedy } from '../../src/services/service.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { OF_DATA } from '../review/item-rows-data.ts';
import { OF_THE_EDGE } from '../review/item-rows-edge.ts';
import { OF_RUNNING } from '../review/item-rows-run.ts';
import { itemOf, loadBaselines } from '../review/judging.ts';

const baselines = loadBaselines();
const ROWS = [...OF_DATA, ...OF_THE_EDGE, ...OF_RUNNING];

const templateOf = (remedy: Remedy, properties: JsonObject): Template => ({
  Resources: { It: { Type: remedy.type, Properties: properties } },
});

const statusOf = (remedy: Remedy, template: Template): string | undefined =>
  reviewTemplate({ template, tier: itemOf(baselines, remedy.item).from, baselines }).find(
    ({ item, resource }) => item === remedy.item && resource === 'It',
  )?.status;

/** What breaks the item in a resource of the remedy's type. */
const brokenBy = (remedy: Remedy): JsonObject =>
  ROWS.find(({ item }) => item === remedy.item)?.broken ?? {};

const patched = (remedy: Remedy, template: Template): Template =>
  (remedy.isNeeded?.(template, 'It') ?? true) ? remedy.patch(template, 'It') : template;

describe('remedies by one value', () => {
  it.each(valueRemedies.map((one) => [one.item, one.type, one] as const))(
    '%s mends %s, once',
    (_, __, remedy) => {
      const broken = templateOf(remedy, brokenBy(remedy));
      expect(['ACCEPTABLE', 'BLOCKED']).toContain(statusOf(remedy, broken));
      const mended = patched(remedy, broken);
      expect(statusOf(remedy, mended)).toBe('PASS');
      expect(patched(remedy, mended)).toEqual(mended);
    },
  );

  it('leaves a function in the way as it stands', () => {
    const remedy = valueRemedies.find(({ item }) => item === 'EFS-03');
    if (remedy === undefined) throw new Error('no remedy');
    const chosen = templateOf(remedy, { BackupPolicy: { 'Fn::If': ['C', {}, {}] } });
    expect(patched(remedy, chosen)).toEqual(chosen);
  });

  it('leaves an instance to its cluster', () => {
    const remedy = valueRemedies.find(({ item }) => item === 'RDS-01');
    if (remedy === undefined) throw new Error('no remedy');
    const member = templateOf(remedy, { DBClusterIdentifier: 'c' });
    expect(patched(remedy, member)).toEqual(member);
  });
});
