import { describe, expect, it } from 'vitest';
import { NAMED_CHECK_NAMES } from '../../src/review/checks/named.ts';
import type { Check } from '../../src/review/baseline.ts';
import type { Row } from './check-row.ts';
import { OF_EDGES } from './check-rows-edge.ts';
import { GENERAL } from './check-rows-general.ts';
import { OF_NETWORKS } from './check-rows-network.ts';
import { OF_SERVICES } from './check-rows-services.ts';
import { judgeIt, templateOf } from './judging.ts';

const ROWS = [...GENERAL, ...OF_SERVICES, ...OF_NETWORKS, ...OF_EDGES];

const formOf = (check: Check): string => {
  if ('named' in check) return check.named;
  return Object.keys(check)[0] ?? '';
};

const templateFor = (row: Row) =>
  templateOf(
    {
      It: {
        Type: row.type ?? 'AWS::Test::Thing',
        Properties: row.properties,
        ...(row.metadata === undefined ? {} : { Metadata: row.metadata }),
      },
      ...row.others,
    },
    row.rest,
  );

describe('checks', () => {
  it.each(ROWS.map((row) => [formOf(row.check), row.name, row] as const))(
    '%s: %s',
    (_, __, row) => {
      const judged = judgeIt(row.check, templateFor(row), row.context);
      expect(`${judged.result}: ${judged.detail}`).toContain(`${row.result}:`);
    },
  );

  it('every named check is shown to pass and to fail', () => {
    const shown = (name: string, result: string): boolean =>
      ROWS.some((row) => formOf(row.check) === name && row.result === result);
    const unshown = NAMED_CHECK_NAMES.filter(
      (name) =>
        (name !== 'never' && !shown(name, 'pass')) || (name !== 'always' && !shown(name, 'fail')),
    );
    expect(unshown).toEqual([]);
  });

  it('A34 what a template says of its own suppressions changes nothing', () => {
    const row = ROWS.find((one) => one.result === 'fail' && formOf(one.check) === 'imdsv2');
    if (row === undefined) throw new Error('no row');
    const metadata = {
      guard: { SuppressedRules: ['EC2-17', 'EC2_IMDSV2_CHECK'] },
      cfn_nag: { rules_to_suppress: [{ id: 'EC2-17' }] },
    };
    expect(judgeIt(row.check, templateFor({ ...row, metadata })).result).toBe('fail');
  });
});
