import { describe, expect, it } from 'vitest';
import { runServices } from '../../src/cli/services.ts';
import { dutyWord, serviceRows } from '../../src/report/services/judge-rows.ts';
import { NAMED_OPERATIONS } from '../../src/report/services/named-operations.ts';
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
    expect(rows.find((row) => row.startsWith('CloudTrail'))).toMatch(/ yes +yes +\w+ +refused /);
  });

  it('is none, and false in JSON, where the domain names no operation', () => {
    const rows = serviceRows(loadBaselines());
    const named = Object.keys(NAMED_OPERATIONS);
    const words = (names: boolean): readonly string[] =>
      rows
        .filter(({ service }) => named.includes(service) === names)
        .map((row) => dutyWord(row, 'operations'));
    expect(new Set(words(false))).toEqual(new Set(['none']));
    expect(words(true)).not.toContain('none');
    expect(rows.filter((row) => dutyWord(row, 'operations') === 'none')).toSatisfy(
      (none: typeof rows) => none.every(({ operations }) => operations === false),
    );
  });

  it('says yes for conformance where all that the server makes ran, and something did', () => {
    const has = (key: string): boolean => SHOWN_BY_STORIES[key] !== undefined;
    const rows = serviceRows(loadBaselines());
    for (const { service, types } of DOMAIN_ROWS) {
      const row = rows.find((one) => one.service === service);
      const ran = types.filter((type) => has(`${type} conformance`));
      const open = types.filter((type) => !ran.includes(type) && !has(`${type} unmade`));
      expect([service, row?.conformance]).toEqual([service, ran.length > 0 && open.length === 0]);
    }
  });

  it('says yes for operations only where a story shows each one that is named', () => {
    for (const row of serviceRows(loadBaselines())) {
      const keys = Object.values(NAMED_OPERATIONS[row.service] ?? {}).flat();
      const missing = keys.filter((key) => SHOWN_BY_STORIES[key] === undefined);
      expect([row.service, row.operations]).toEqual([
        row.service,
        keys.length > 0 && missing.length === 0,
      ]);
    }
  });

  it('names operations of rows and types of the domain, and of no others', () => {
    for (const [service, named] of Object.entries(NAMED_OPERATIONS)) {
      const types = DOMAIN_ROWS.find((row) => row.service === service)?.types ?? [];
      const about = Object.values(named).flatMap((keys) => keys.map((key) => key.split(' ')[0]));
      expect(about.filter((type) => !types.includes(type ?? ''))).toEqual([]);
    }
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
