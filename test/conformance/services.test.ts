import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  DescribeTypeCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layGround, type Ground } from './ground.ts';
import type { Look } from './looks.ts';
import { hasMoto } from './moto.ts';
import { UNMADE } from './not-here.ts';
import { writeServices, type RowRun } from './record.ts';
import { openPlace, type Place } from './seed.ts';
import { MADE_AND_UNDONE, MADE_AND_UPDATED, type Batch, type ServiceRow } from './service-rows.ts';
import { openConformanceStage, type ConformanceStage } from './stage.ts';

const isThere = hasMoto();

const READY = /^## (?:Rollback plan|Plan) `(?<digest>[0-9a-f]{12})` · ready/gm;
const NO = /^\*\*(?:Not done|\d+ things?|Nothing to do)/m;
const END = /^## (?:Done|Failed|Not begun|Partly done|Undone) /gm;

const countOf = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

const firstWord = (text: string): string => text.split(' ')[0] ?? '';

const withGround = (text: string, ground: Ground): string =>
  Object.entries(ground).reduce((rest, [mark, id]) => rest.replaceAll(mark, id), text);

const listOf = (items: readonly string[]): string =>
  ['In athena-dev, us-east-1:', '', ...items.map((item) => `- ${item}`)].join('\n');

/** Ids of what is made of a template with one resource of a type and nothing else. */
const madeBy = async (place: Place, type: string): Promise<readonly string[]> => {
  const client = new CloudFormationClient(place);
  const StackName = `only-${type.replaceAll('::', '-')}`;
  const TemplateBody = JSON.stringify({ Resources: { One: { Type: type, Properties: {} } } });
  await client.send(new CreateStackCommand({ StackName, TemplateBody }));
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  expect(Stacks[0]?.StackStatus, type).toBe('CREATE_COMPLETE');
  const listed = await client.send(new ListStackResourcesCommand({ StackName }));
  return (listed.StackResourceSummaries ?? []).flatMap((one) => one.PhysicalResourceId || []);
};

describe.runIf(isThere)('each service that the AWS server really makes', () => {
  let stage: ConformanceStage;
  let place: Place;
  let elsewhere: Place;
  let ground: Ground;
  const ran: RowRun[] = [];

  beforeAll(async () => {
    stage = await openConformanceStage();
    place = await openPlace(stage.aws.url, stage.accounts.dev);
    elsewhere = await openPlace(stage.aws.url, stage.accounts.test);
    ground = await layGround(place, stage.accounts.dev);
  }, 120_000);
  afterAll(() => stage?.close());

  /** Waits until a plan is ready that was not there before, and gives its digest. */
  const planned = async (number: number, known: ReadonlySet<string>): Promise<string> => {
    const digest = await stage.find(number, (said) => {
      const digests = [...said.matchAll(READY)].map(({ groups }) => groups?.['digest'] ?? '');
      return digests.find((one) => !known.has(one)) ?? (NO.exec(said)?.[0] || undefined);
    });
    expect(digest, await stage.said(number)).toMatch(/^[0-9a-f]{12}$/);
    return digest;
  };

  /** Has a plan approved, by two where two are needed, and gives what was said in the end. */
  const approve = async (number: number, digest: string): Promise<string> => {
    const line = `/approve ${digest}`;
    const before = await stage.said(number);
    await stage.github.comment('maintainer', number, line);
    const hasEnd = (said: string): boolean => countOf(said, END) > countOf(before, END);
    const isHalf = (said: string): boolean => countOf(said, /1 of 2/g) > countOf(before, /1 of 2/g);
    const said = await stage.find(number, (text) =>
      hasEnd(text) || isHalf(text) || NO.test(text) ? text : undefined,
    );
    if (hasEnd(said)) return said;
    expect(said).toMatch(/1 of 2/);
    await stage.github.comment('second-maintainer', number, line);
    return stage.find(number, (text) => (hasEnd(text) ? text : undefined));
  };

  const ask = async (title: string, body: string): Promise<number> => {
    const issue = { title, body: withGround(body, ground), labels: ['aws-task'] };
    return (await stage.github.openIssue('requester', issue)).number;
  };

  /** What of its own a row has there, beside what is there from the beginning. */
  const seenBy = async (look: Look, own: readonly string[], from: Place): Promise<string[]> => {
    const words = new Set(own.map(firstWord));
    return (await look(from))
      .map((one) => one.replace(/ ?#.*$/, ''))
      .filter((one) => words.has(firstWord(one)))
      .toSorted();
  };

  interface Made {
    readonly number: number;
    readonly known: Set<string>;
    readonly receipt: string;
    readonly before: ReadonlyMap<ServiceRow, readonly string[]>;
  }

  /** What of each row was there before, of which nothing may be lost, and nothing is counted. */
  const lookAll = async (rows: readonly ServiceRow[], from: Place) =>
    new Map(await Promise.all(rows.map(async (row) => [row, await row.look(from)] as const)));

  const sees = async (
    row: ServiceRow,
    made: readonly string[],
    { receipt, before }: Pick<Made, 'receipt' | 'before'>,
  ): Promise<void> => {
    const old = (before.get(row) ?? []).map((one) => one.replace(/ ?#.*$/, ''));
    const seen = await seenBy(row.look, [...row.made, ...made], place);
    const fresh = old.reduce<string[]>((rest, one) => {
      const at = rest.indexOf(one);
      return at === -1 ? rest : rest.toSpliced(at, 1);
    }, seen);
    expect(fresh, receipt).toEqual([...made].toSorted());
  };

  const make = async ({ name, skips, rows }: Batch): Promise<Made> => {
    const before = await lookAll(rows, place);
    const number = await ask(name, listOf(rows.flatMap(({ create }) => create)));
    const known = new Set<string>();
    known.add(await planned(number, known));
    for (const item of skips) {
      await stage.github.comment('requester', number, `/skip ${item}`);
      known.add(await planned(number, known));
    }
    const made = { number, known, before };
    const receipt = await approve(number, [...known].at(-1) ?? '');
    for (const row of rows) await sees(row, row.made, { ...made, receipt });
    return { ...made, receipt };
  };

  /** Orders of all rows, the first of each in one issue, then the second. */
  const order = async ({ name, rows }: Batch): Promise<void> => {
    const all = rows.map(({ orders = [] }) => orders);
    const rounds = Math.max(0, ...all.map(({ length }) => length));
    for (let round = 0; round < rounds; round += 1) {
      const orders = all.flatMap((one) => one[round] ?? []);
      const number = await ask(`Orders: ${name}`, listOf(orders.map(({ words }) => words)));
      const receipt = await approve(number, await planned(number, new Set()));
      for (const { look, seen } of orders)
        expect(await seenBy(look, seen, place), receipt).toEqual(seen);
    }
  };

  const undo = async ({ rows }: Batch, made: Made): Promise<void> => {
    await stage.github.comment('maintainer', made.number, '/rollback');
    const receipt = await approve(made.number, await planned(made.number, made.known));
    expect(receipt).toMatch(/^## Undone /m);
    for (const row of rows) await sees(row, row.left ?? [], { ...made, receipt });
  };

  const update = async ({ rows }: Batch, made: Made): Promise<string> => {
    await stage.github.reopen('requester', made.number);
    const body = listOf(rows.flatMap((row) => row.update?.create ?? row.create));
    await stage.github.editIssue('requester', made.number, { body: withGround(body, ground) });
    const receipt = await approve(made.number, await planned(made.number, made.known));
    for (const row of rows) await sees(row, row.update?.made ?? row.made, { ...made, receipt });
    return receipt;
  };

  // Each batch has things of its own name, so that all are asked for at once.
  it.concurrent.each(MADE_AND_UNDONE.map((batch) => [batch.name, batch] as const))(
    '%s is made, ordered about and undone',
    async (_, batch) => {
      const others = await lookAll(batch.rows, elsewhere);
      const made = await make(batch);
      await order(batch);
      await undo(batch, made);
      expect(await lookAll(batch.rows, elsewhere)).toEqual(others);
      for (const row of batch.rows) ran.push({ row, receipt: made.receipt });
    },
    480_000,
  );

  it.concurrent('what a stack can update is made and updated', async () => {
    const { rows } = MADE_AND_UPDATED;
    const others = await lookAll(rows, elsewhere);
    const made = await make(MADE_AND_UPDATED);
    const receipt = await update(MADE_AND_UPDATED, made);
    expect(await lookAll(rows, elsewhere)).toEqual(others);
    for (const row of rows) ran.push({ row, receipt });
  }, 480_000);

  it.concurrent('what that server only says it makes is not there', async () => {
    const away = await openPlace(stage.aws.url, stage.accounts.production);
    expect(await madeBy(away, 'AWS::SQS::Queue'), 'a control').toHaveLength(1);
    for (const type of [...UNMADE, 'AWS::ApiGateway::Stage'])
      expect(await madeBy(away, type), type).toEqual([]);
  });

  it('that server tells of no type whose it is', async () => {
    const asked = new DescribeTypeCommand({ Type: 'RESOURCE', TypeName: 'AWS::SQS::Queue' });
    const away = new CloudFormationClient({ ...place, maxAttempts: 1 });
    await expect(away.send(asked)).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  });

  it('every row ran, and the record is written when it is asked for', () => {
    const rows = [...MADE_AND_UNDONE, MADE_AND_UPDATED].flatMap((batch) => batch.rows);
    expect(ran).toHaveLength(rows.length);
    console.info(writeServices(rows.flatMap((row) => ran.find((one) => one.row === row) ?? [])));
  });
});
