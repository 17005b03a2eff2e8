import { describe, expect, it } from 'vitest';
import { gatherSavings } from '../../../src/report/savings/gather/gather.ts';
import type { Source } from '../../../src/report/savings/gather/source.ts';
import type { AwsReader, ReadAnswer } from '../../../src/services/aws-reader.ts';
import { accepted } from '../../../src/task/refusal.ts';
import { account, DEV, REGION } from '../../services/samples.ts';
import { AT, endlessLogs } from './fixtures.ts';

const NAME = 'aws-coworker-5-disk';
const OURS = { 'aws:cloudformation:stack-name': NAME };
const says = (Description: string): ReadAnswer => ({
  ok: true,
  output: { Stacks: [{ Description }] },
});
const DENIED: ReadAnswer = { ok: false, code: 'AccessDenied', httpStatus: 403, message: '' };

const lookFor = async (answer: ReadAnswer, tags: Readonly<Record<string, string>>) => {
  const asked: unknown[] = [];
  const reader: AwsReader = {
    accountId: DEV,
    read: async ({ input }) => {
      asked.push(input['StackName']);
      return answer;
    },
  };
  const source: Source = {
    title: 'log groups',
    resourceType: 'AWS::Logs::LogGroup',
    async *read() {
      yield { ...endlessLogs, tags };
      yield { ...endlessLogs, tags };
    },
  };
  const places = [{ account: account(), region: REGION, source }];
  const { savings } = await gatherSavings(places, async () => accepted(reader), AT);
  return { asked, stacks: savings.map(({ stack }) => stack?.isOurs) };
};

describe('the stack of a waste', () => {
  it.each([
    ['no stack', says(''), {}, [], undefined],
    ['a stack of somebody', says(''), { 'aws:cloudformation:stack-name': 'core' }, [], false],
    ['ours by its tags', says(''), { ...OURS, CoworkerManaged: 'true' }, [], true],
    ['made by an import', says('Imported by AWS Coworker for a/b/issues/5'), OURS, [NAME], true],
    ['of another issue', says('Imported by AWS Coworker for a/b/issues/6'), OURS, [NAME], false],
    ['that says nothing', says(''), OURS, [NAME], false],
    ['that may not be read', DENIED, OURS, [NAME], false],
  ])('%s: asked once at most', async (_name, answer, tags, asked, isOurs) => {
    const found = await lookFor(answer, tags);
    expect(found.asked).toEqual(asked);
    expect(found.stacks).toEqual([isOurs, isOurs]);
  });
});
