import { describe, expect, it } from 'vitest';
import { cloudformationTemplate as service } from '../../src/services/cloudformation-template/index.ts';
import { taskId } from '../../src/task/ids.ts';
import { markOf, siblingsOf, stackMark } from '../../src/services/task-order/siblings.ts';
import {
  answer,
  contextFor,
  DEV,
  NOT_FOUND,
  readerOf,
  REGION,
  taskOf,
  type Answers,
} from './samples.ts';

const NAME = 'aws-coworker-7-base';
const STACK = {
  StackName: NAME,
  StackId: `arn:aws:cloudformation:us-east-1:${DEV}:stack/${NAME}/1`,
  StackStatus: 'CREATE_COMPLETE',
  Tags: [{ Key: 'CoworkerManaged', Value: 'true' }],
  Outputs: [{ OutputKey: 'Url', OutputValue: 'x', ExportName: 'base-url' }, { OutputKey: 'Plain' }],
};
const template = (outputs: object): string =>
  JSON.stringify({ Resources: { Q: { Type: 'AWS::SQS::Queue' } }, Outputs: outputs });
const EXPORTING = template({ Url: { Value: { Ref: 'Q' }, Export: { Name: 'base-url' } } });

const answers = (body: string, imports: Answers[string]): Answers => ({
  'CloudFormation.DescribeStacks': answer({ Stacks: [STACK] }),
  'CloudFormation.DescribeStackResources': answer({ StackResources: [] }),
  'CloudFormation.GetTemplate': answer({ TemplateBody: body }),
  'CloudFormation.ListImports': imports,
});
const USED = answer({ Imports: ['aws-coworker-8-web'] });
const task = taskOf('AWS::CloudFormation::Stack', 'DeleteResource', { name: NAME });
const other = { ...task, id: taskId(2), parameters: { name: 'aws-coworker-8-web' } };

const PLACE = { accountId: DEV, region: REGION };
const STACK_8 = {
  stack: 'aws-coworker-8-web',
  words: '`aws-coworker-8-web` (imports `base-url`)',
  ...PLACE,
};

const draft = async (given: Answers, leaving?: readonly string[]) => {
  const context = contextFor(task);
  const reader = readerOf(given);
  const facts = await service.readFacts(context, reader);
  const siblings = siblingsOf(task, [task, other], new Map([[other.id, leaving ?? []]]));
  const decided = service.draft({ ...context, siblings }, facts);
  const asked = reader.calls.filter(({ operation }) => operation === 'ListImports').length;
  return { said: decided.ok ? decided.value.usedBefore : decided.refusal.because, asked };
};

describe('a stack of whose outputs others are made', () => {
  it('is kept, and who imports what is named', async () => {
    expect(await draft(answers(EXPORTING, USED))).toEqual({
      said: `What \`${NAME}\` exports is imported by \`aws-coworker-8-web\` (imports \`base-url\`).`,
      asked: 1,
    });
  });

  it('goes after them where they go in the same issue', async () => {
    const gone = stackMark(PLACE, 'aws-coworker-8-web');
    const { said } = await draft(answers(EXPORTING, USED), [gone]);
    expect(said).toEqual([STACK_8]);
  });

  const thing = (type: string, id: string): string => markOf({ type, id, ...PLACE });
  it.each([
    ['what it imports', thing('AWS::SSM::Parameter', 'base-url')],
    ['another thing', thing('AWS::S3::Bucket', 'aws-coworker-8-web')],
    ['a stack in another region', stackMark({ ...PLACE, region: 'us-west-2' }, STACK_8.stack)],
    ['a stack in another account', stackMark({ ...PLACE, accountId: '1' }, STACK_8.stack)],
  ])('is kept where %s of that name goes, and not the importer itself', async (_name, id) => {
    const { said } = await draft(answers(EXPORTING, USED), [id]);
    expect(said).toContain('is imported by `aws-coworker-8-web`');
  });

  it('goes where nobody imports it, and nothing is asked where it exports nothing', async () => {
    expect(await draft(answers(EXPORTING, NOT_FOUND))).toEqual({ said: undefined, asked: 1 });
    const plain = template({ Url: { Value: 'x' } });
    expect(await draft(answers(plain, USED))).toEqual({ said: undefined, asked: 0 });
  });
});
