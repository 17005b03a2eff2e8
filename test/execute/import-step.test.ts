import { describe, expect, it } from 'vitest';
import { comparePreview } from '../../src/execute/compare-preview.ts';
import { executePlan } from '../../src/execute/execute-plan.ts';
import { handleOf } from '../../src/execute/handle-of.ts';
import type { Outcome, StepDone } from '../../src/execute/outcome.ts';
import { compileSessionPolicy } from '../../src/execute/session-policy.ts';
import { importsExactly } from '../../src/plan/imports.ts';
import type { StackPreview } from '../../src/plan/preview.ts';
import { previewHash, templateHash } from '../../src/plan/preview-hash.ts';
import type { DeployStep } from '../../src/plan/step.ts';
import type { ReadAnswer } from '../../src/services/aws-reader.ts';
import { readLive } from '../../src/services/live/facts.ts';
import { Fault } from '../../src/task/fault.ts';
import { changeSet, event, fakePorts, stack, usualWorld, type FakeWorld } from './fake-door.ts';
import { approve, CHANGE_SET, deployStep, handle, preview, STACK_ID } from './fixtures.ts';

const TOPIC = 'arn:aws:sns:us-east-1:333333333333:pages';
const TYPE = 'AWS::SNS::Topic';

const importing = (physicalId: string, more: object = {}) => ({
  Type: 'Resource',
  ResourceChange: {
    Action: 'Import',
    LogicalResourceId: 'Topic',
    PhysicalResourceId: physicalId,
    ResourceType: TYPE,
    ...more,
  },
});

const seen: StackPreview = {
  ...preview,
  changeSetType: 'IMPORT',
  changes: [importing(TOPIC)],
  tags: {},
  onStackFailure: '',
};

const base = deployStep({
  changeSetType: 'IMPORT',
  tags: {},
  imports: [{ logicalId: 'Topic', type: TYPE, physicalId: TOPIC, identifier: { TopicArn: TOPIC } }],
  template: { Resources: { Topic: { Type: TYPE, Properties: { TopicName: 'pages' } } } },
  templateBody: '{}',
  needs: [],
});
const read: StackPreview = { ...seen, originalTemplateHash: templateHash('{}') };
const [usual = fail()] = base.changes;
const change = {
  ...usual,
  action: 'import',
  logicalId: 'Topic',
  type: TYPE,
  physicalId: TOPIC,
} as const;
const step: DeployStep = { ...base, changes: [change], previewHash: previewHash(read) };

const ofStack = { ...read, stackId: STACK_ID };
const intoStack: DeployStep = {
  ...step,
  stackId: STACK_ID,
  tags: { Owner: 'core' },
  previewHash: previewHash(ofStack),
};

const newHandle = { ...handle, changeSetType: 'IMPORT', isNewStack: true } as const;
const { isNewStack: _new, ...oldHandle } = newHandle;

function fail(): never {
  throw new Error('the step has no change');
}

const answer: ReadAnswer = {
  ok: true,
  output: { ResourceDescription: { Properties: '{"TopicName":"pages"}' }, Attributes: {} },
};
const target = { region: handle.region, type: TYPE, physicalId: TOPIC };
const liveOf = (given: ReadAnswer) =>
  readLive({ accountId: handle.accountId, read: () => Promise.resolve(given) }, target);

const owned = { logicalId: 'Topic', physicalId: TOPIC, type: TYPE, status: 'IMPORT_COMPLETE' };

const worldOf = (more: Partial<FakeWorld> = {}): FakeWorld => ({
  ...usualWorld(),
  changeSet: changeSet({ preview: read }),
  resources: [owned],
  read: () => answer,
  next: [
    { stack: stack({ status: 'IMPORT_IN_PROGRESS' }), events: [event({ eventId: 'i1' })] },
    { stack: stack({ status: 'IMPORT_COMPLETE' }), events: [] },
  ],
  ...more,
});

const SETTINGS = 'every setting as its template says';
const UNREAD = ['settings not compared', false, 'they could not be read again'];

const run = async (world: FakeWorld, planned: DeployStep = step): Promise<Outcome> => {
  const handles = [planned.stackId === undefined ? newHandle : oldHandle];
  return executePlan(approve([planned], { handles }), fakePorts(world).ports);
};

const doneOf = (outcome: Outcome): Partial<StepDone> => {
  const [first] = outcome.kind === 'refused' ? [] : outcome.steps;
  return first?.kind === 'done' ? first : {};
};

const checksOf = async (world: FakeWorld, planned: DeployStep = step) =>
  (doneOf(await run(world, planned)).checks ?? [])
    .flatMap(({ checks }) => checks)
    .filter(({ name }) => /^(in the stack|every setting|settings not|.*compared by)/.test(name))
    .map(({ name, holds, detail }) => [name, holds, detail]);

/** CloudFormation is not asked here: what it answers is the table below. */
const settingsOf = async (world: FakeWorld, planned: DeployStep = step) =>
  (await checksOf(world, planned)).filter(([name]) => !/compared by/.test(String(name)));

const withLive = (found: string, planned = step): DeployStep => ({
  ...planned,
  live: [{ logicalId: 'Topic', type: TYPE, physicalId: TOPIC, found }],
});

describe('an import', () => {
  it('is executed, and what is in the stack then is said', async () => {
    const world = worldOf();
    expect(doneOf(await run(world)).made).toMatchObject([{ action: 'import', physicalId: TOPIC }]);
    expect((await checksOf(worldOf()))[0]).toEqual(['in the stack', true, 'as planned']);
  });

  it('into a stack of ours, which had an import before', async () => {
    const settled = stack({ status: 'IMPORT_COMPLETE', tags: { CoworkerManaged: 'true' } });
    const world = worldOf({
      changeSet: changeSet({ preview: ofStack }),
      now: { stack: settled, events: [event({ eventId: 'before' })] },
      next: [{ stack: { ...settled, lastUpdatedAt: 'later' }, events: [] }],
    });
    expect((await run(world, intoStack)).kind).toBe('done');
  });

  it('that rolls back leaves everything as it was', async () => {
    const world = worldOf({ next: [{ stack: stack({ status: 'IMPORT_ROLLBACK_COMPLETE' }) }] });
    const outcome = await run(world);
    expect(outcome.kind === 'failed' ? outcome.failure : {}).toMatchObject({ end: 'rolled back' });
  });

  it.each([
    ['another thing', { ...owned, physicalId: 'x' }],
    ['another type', { ...owned, type: 'AWS::SQS::Queue' }],
    ['another id', { ...owned, logicalId: 'Other' }],
  ])('that brought %s into the stack is told as such', async (_name, resource) => {
    expect((await checksOf(worldOf({ resources: [resource] })))[0]).toEqual([
      'in the stack',
      false,
      'the stack does not name it',
    ]);
  });

  it('says whether what it took in is still what it was', async () => {
    const found = await liveOf(answer);
    const holds = ['in the stack', true, 'as planned'];
    const same = [SETTINGS, true, 'as planned'];
    expect(await settingsOf(worldOf(), withLive(found))).toEqual([holds, same]);
    expect(await settingsOf(worldOf(), withLive('unread'))).toEqual([holds, same]);
    expect(await settingsOf(worldOf())).toEqual([holds, UNREAD]);
  });

  /** The first looks are those before the call; what comes after them is another answer. */
  const turning = (then: () => ReadAnswer): FakeWorld => {
    const world = worldOf();
    world.read = () => (world.next.length > 0 ? answer : then());
    return world;
  };

  const told = (text: string): ReadAnswer => ({
    ok: true,
    output: { ResourceDescription: { Properties: text } },
  });
  const no = (code: string, httpStatus: number): ReadAnswer => ({
    ok: false,
    code,
    httpStatus,
    message: '',
  });

  it.each([
    ['another name', told('{"TopicName":"other"}'), 'otherwise now: TopicName'],
    [
      'many settings',
      told('{"TopicName":"pages","A":1,"B":1,"C":1,"D":1,"E":1,"F":1}'),
      'otherwise now: A, B, C, D, E and 1 more',
    ],
    ['what only AWS writes', told('{"TopicName":"pages","TopicArn":"x"}'), 'it is otherwise now'],
    ['nothing', no('ResourceNotFoundException', 404), 'it is not there any more'],
  ])('tells what changed while it ran: %s', async (_name, then, words) => {
    const planned = withLive(await liveOf(answer));
    const found = await settingsOf(
      turning(() => then),
      planned,
    );
    expect(found.at(-1)).toEqual([SETTINGS, false, words]);
  });

  it.each([
    ['denied', no('AccessDeniedException', 403)],
    ['no object', told('text')],
  ])('what can not be read afterwards (%s) is not compared, and said so', async (_name, then) => {
    const planned = withLive(await liveOf(answer));
    const found = await settingsOf(
      turning(() => then),
      planned,
    );
    expect(found.at(-1)).toEqual(UNREAD);
  });

  it('is done all the same where nobody can look afterwards', async () => {
    const planned = withLive(await liveOf(answer));
    const broken = turning(() => {
      throw new Fault('unavailable', 'SNS');
    });
    expect((await settingsOf(broken, planned)).at(-1)).toEqual(UNREAD);
    const bug = turning(() => {
      throw new TypeError('a bug');
    });
    await expect(run(bug, planned)).rejects.toThrow('a bug');
  });

  it.each([
    [
      'A58 a setting that its change set does not tell',
      told('{"TopicName":"pages","DisplayName":"Pages"}'),
      'Topic is otherwise than in its template: DisplayName.',
    ],
    [
      'A58 gone',
      no('ResourceNotFoundException', 404),
      'Somebody changed Topic after it was planned.',
    ],
    ['denied', no('AccessDeniedException', 403), 'Topic can not be read again.'],
  ])('is not begun where it is otherwise before the call: %s', async (_name, now, because) => {
    const world = worldOf({ read: () => now });
    const outcome = await run(world, withLive(await liveOf(answer)));
    expect(outcome.kind === 'refused' ? outcome.refusal.because : outcome.kind).toContain(because);
  });

  it('is not begun where what planning could not read is otherwise than its template', async () => {
    const world = worldOf({ read: () => told('{"TopicName":"other"}') });
    const outcome = await run(world, withLive('unread'));
    expect(outcome.kind === 'refused' ? outcome.refusal.because : outcome.kind).toContain(
      'TopicName',
    );
  });
});

describe('what an import is compared with', () => {
  const compared = (planned: DeployStep, given: StackPreview, more = {}) =>
    comparePreview(
      { step: planned, handle: planned.stackId === undefined ? newHandle : oldHandle },
      changeSet({ preview: given, ...more }),
    );

  it('nothing differs', () => {
    expect(compared(step, read)).toEqual([]);
    expect(compared(intoStack, ofStack)).toEqual([]);
  });

  it.each([
    ['A49 another topic', [importing(`${TOPIC}-2`)], ['what is imported', 'changes']],
    [
      'A49 another id',
      [importing(TOPIC, { LogicalResourceId: 'Other' })],
      ['what is imported', 'changes'],
    ],
    [
      'A49 another type',
      [importing(TOPIC, { ResourceType: 'AWS::SQS::Queue' })],
      ['what is imported', 'changes'],
    ],
    [
      'A49 a change instead',
      [importing(TOPIC, { Action: 'Modify' })],
      ['what is imported', 'changes'],
    ],
    [
      'A49 an import beside it',
      [importing(TOPIC), importing(`${TOPIC}-2`)],
      ['what is imported', 'number of changes', 'changes'],
    ],
    ['A49 what is no change', [{ Type: 'Resource' }], ['what is imported', 'changes']],
  ])('%s', (_name, changes, expected) => {
    expect(compared(step, { ...read, changes })).toEqual(expected);
  });

  it('A49 an import in a plan that imports nothing', () => {
    expect(importsExactly({ changes: [importing(TOPIC)] })).toBe(false);
    expect(importsExactly({ changes: [{ Type: 'Resource' }] })).toBe(true);
  });

  it('tags are those of the stack, or none', () => {
    const tagged = { ...ofStack, tags: { Owner: 'core' } };
    const planned = { ...intoStack, previewHash: previewHash(tagged) };
    expect(compared(planned, tagged)).toEqual([]);
    expect(compared(intoStack, { ...ofStack, tags: { Owner: 'x' } })).toEqual(['tags', 'changes']);
  });
});

describe('the session of an import', () => {
  it('executes the one change set and writes nothing', () => {
    const policy = compileSessionPolicy(step, newHandle);
    expect(policy.ok ? JSON.parse(policy.value.inline) : policy).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'cloudformation:ExecuteChangeSet',
          Resource: STACK_ID,
          Condition: { StringEquals: { 'cloudformation:ChangeSetName': ['cw-p1', CHANGE_SET] } },
        },
      ],
    });
  });

  it.each([
    ['a new stack and a stack that is there', step, oldHandle, false],
    ['a stack that is there and a new one', intoStack, newHandle, false],
    ['a new stack, both', step, newHandle, true],
    ['the same stack', intoStack, oldHandle, true],
    ['another stack', { ...intoStack, stackId: 'arn' }, oldHandle, false],
  ])('a plan and a row that say %s', (_name, planned, row, fits) => {
    const approved = approve([planned], { handles: [row] });
    expect(handleOf(approved, planned) !== undefined).toBe(fits);
  });
});
