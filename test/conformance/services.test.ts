import { DescribeSecurityGroupsCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasMoto } from './moto.ts';
import { gapsOf } from './receipt.ts';
import { openPlace, type Place } from './seed.ts';
import { SERVICE_ROWS, type ServiceRow } from './service-rows.ts';
import { writeServices } from './record.ts';
import { lineToCopy, openConformanceStage, type ConformanceStage } from './stage.ts';

const isThere = hasMoto();

const endOf = ({ kept, left }: ServiceRow): string => {
  if (kept !== undefined) return `. Not deleted: ${kept}.`;
  if (left === undefined) return ', deleted.';
  return `, deleted as the server says, which leaves ${left.join(', ')} all the same.`;
};

/** Lines of the record: what was done with each service, and what its read-back found missing. */
const linesOf = (row: ServiceRow, receipt: string): readonly string[] => {
  const gaps = gapsOf(receipt).map(({ made, check, detail }) => `${made}: ${check} ${detail}`);
  const missing = gaps.length === 0 ? '' : ` Missing in the read-back: ${gaps.join('; ')}.`;
  return row.titles.map((title) => `- ${title}: created, read back${endOf(row)}${missing}`);
};

/** What is in the account from the beginning, by the words of the rows. */
const groundOf = async (place: Place): Promise<Readonly<Record<string, string>>> => {
  const client = new EC2Client(place);
  const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({}));
  const { SecurityGroups = [] } = await client.send(new DescribeSecurityGroupsCommand({}));
  return { '{vpc}': Vpcs[0]?.VpcId ?? '', '{group}': SecurityGroups[0]?.GroupId ?? '' };
};

const withGround = (text: string, ground: Readonly<Record<string, string>>): string =>
  Object.entries(ground).reduce((rest, [mark, id]) => rest.replaceAll(mark, id), text);

describe.runIf(isThere)('each service that the AWS server really makes', () => {
  let stage: ConformanceStage;
  let place: Place;
  const ran = new Map<ServiceRow, readonly string[]>();

  beforeAll(async () => {
    stage = await openConformanceStage();
    place = await openPlace(stage.aws.url, stage.accounts.dev);
  }, 120_000);
  afterAll(() => stage?.close());

  /** Has the newest plan approved, by two where two are needed, and gives what was said then. */
  const approve = async (number: number, isEnd: RegExp): Promise<string> => {
    const line = lineToCopy(await stage.said(number));
    await stage.github.comment('maintainer', number, line);
    await stage.until(number, new RegExp(`${isEnd.source}|1 of 2`, 'm'));
    if (!isEnd.test(await stage.said(number)))
      await stage.github.comment('second-maintainer', number, line);
    return stage.until(number, isEnd);
  };

  const make = async (body: string): Promise<{ number: number; receipt: string }> => {
    const issue = { title: 'One more', body, labels: ['aws-task'] };
    const { number } = await stage.github.openIssue('requester', issue);
    await stage.until(number, /^## Plan .* · ready|^\*\*(?:Not done|\d+ things?) /m);
    expect(await stage.said(number)).toMatch(/^## Plan .* · ready/m);
    return { number, receipt: await approve(number, /^## (?:Done|Failed|Not begun) /m) };
  };

  // Each row has things of its own kind, so that all are asked for at once.
  it.concurrent.each(SERVICE_ROWS.map((row) => [row.titles.join(', '), row] as const))(
    '%s',
    async (_, row) => {
      const elsewhere = await openPlace(stage.aws.url, stage.accounts.test);
      const before = await row.look(place);
      const others = await row.look(elsewhere);
      const seen = async (): Promise<readonly string[]> =>
        (await row.look(place))
          .filter((one) => !before.includes(one))
          .map((one) => one.replace(/ ?#.*$/, ''))
          .toSorted();

      const { number, receipt } = await make(withGround(row.create, await groundOf(place)));
      expect(await seen(), receipt).toEqual(row.made);
      await stage.github.comment('maintainer', number, '/rollback');
      if (row.kept === undefined) {
        await stage.until(number, /^## Rollback plan .* · ready/m);
        await approve(number, /^## Undone /m);
        expect(await seen()).toEqual(row.left ?? []);
      } else {
        await stage.until(number, /^\*\*Not done: `aws-unreachable`/m);
        expect(await seen()).toEqual(row.made);
      }
      expect(await row.look(elsewhere)).toEqual(others);
      ran.set(row, linesOf(row, receipt));
    },
    240_000,
  );

  it('every row ran, and the record is written when it is asked for', () => {
    const lines = SERVICE_ROWS.flatMap((row) => ran.get(row) ?? []);
    expect(lines).toHaveLength(SERVICE_ROWS.flatMap(({ titles }) => titles).length);
    console.info(lines.join('\n'));
    writeServices(lines);
  });
});
