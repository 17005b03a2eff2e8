import { describe, expect, it } from 'vitest';
import { runServices } from '../../src/cli/services.ts';
import { serviceRows } from '../../src/report/services/judge-rows.ts';
import { DOMAIN_ROWS, DUTIES } from '../../src/report/services/rows.ts';
import { SHOWN_BY_STORIES } from '../../src/report/services/shown-by-stories.ts';
import { allServices } from '../../src/services/registry.ts';
import { isResourceType } from '../../src/task/resource-type.ts';
import { renderShown } from '../docs/shown-by-stories.ts';
import { loadBaselines } from '../review/judging.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../source-files.ts';

const print = async (...args: readonly string[]): Promise<string> => {
  const lines: string[] = [];
  expect(await runServices(args, { out: (text) => void lines.push(text) })).toBe(0);
  return lines.join('\n');
};

describe('what is done for each service', () => {
  it('is one object for each service of the domain, with these members and no others', async () => {
    const rows = JSON.parse(await print('--format', 'json')) as readonly Record<string, unknown>[];
    expect(rows.map(({ service }) => service)).toEqual(DOMAIN_ROWS.map(({ service }) => service));
    for (const { service: _, ...duties } of rows) {
      expect(Object.keys(duties)).toEqual([...DUTIES]);
      expect(
        Object.values(duties).filter((one) => ![true, false, 'refused'].includes(one as never)),
      ).toEqual([]);
    }
  });

  it('is a row of yes, no and refused for people', async () => {
    const [head = '', ...rows] = (await print()).split('\n');
    expect(head).toMatch(/^service +create +read +update +delete +operations +rules +health +cost/);
    expect(rows).toHaveLength(DOMAIN_ROWS.length);
    expect(rows.find((row) => row.startsWith('CloudTrail'))).toMatch(/ yes +yes +no +refused /);
  });

  it('knows every type that it stands for, and stands for every registered one', () => {
    const types = DOMAIN_ROWS.flatMap((row) => row.types);
    expect(types.filter((type) => !isResourceType(type))).toEqual([]);
    expect(allServices.filter(({ resourceType }) => !types.includes(resourceType))).toEqual([]);
  });

  it('claims nothing that no story shows', () => {
    const path = join(ROOT, 'src/report/services/shown-by-stories.ts');
    expect(readFileSync(path, 'utf8')).toBe(renderShown());
    const shown = new Set(Object.keys(SHOWN_BY_STORIES).map((key) => key.split(' ')[0] ?? ''));
    const claimed = serviceRows(loadBaselines()).filter((row) =>
      DUTIES.some((duty) => row[duty] === true),
    );
    for (const { service } of claimed) {
      const types = DOMAIN_ROWS.find((row) => row.service === service)?.types ?? [];
      expect(types.filter((type) => !shown.has(type))).toEqual([]);
    }
    expect(claimed.length).toBeGreaterThan(0);
  });
});
