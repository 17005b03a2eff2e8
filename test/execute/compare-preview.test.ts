import { describe, expect, it } from 'vitest';
import { comparePreview } from '../../src/execute/compare-preview.ts';
import type { ChangeSetRead } from '../../src/execute/ports.ts';
import type { StackPreview } from '../../src/plan/preview.ts';
import { previewHash, templateHash } from '../../src/plan/preview-hash.ts';
import { changeSet } from './fake-door.ts';
import { deployStep, handle, preview } from './fixtures.ts';

const approved: StackPreview = {
  ...preview,
  originalTemplateHash: templateHash(deployStep().templateBody),
};
const planned = { step: deployStep({ previewHash: previewHash(approved) }), handle };

const withPreview = (more: Partial<StackPreview>): Partial<ChangeSetRead> => ({
  preview: { ...approved, ...more },
});

const MODE = 'REVERT_DRIFT';

const rows: readonly (readonly [string, Partial<ChangeSetRead>, readonly string[]])[] = [
  ['nothing differs', {}, []],
  ['A49 another change set of the same name', { changeSetId: 'arn:x' }, ['change set']],
  ['another stack', { stackId: 'arn:x' }, ['stack id']],
  ['another stack name', withPreview({ stackName: 'x' }), ['stack name', 'changes']],
  [
    'another account',
    withPreview({ accountId: '222222222222' as StackPreview['accountId'] }),
    ['account', 'changes'],
  ],
  [
    'another region',
    withPreview({ region: 'eu-west-1' as StackPreview['region'] }),
    ['region', 'changes'],
  ],
  [
    'an update instead of a create',
    withPreview({ changeSetType: 'UPDATE', stackId: 'arn' }),
    ['stack of the update', 'change set type', 'drift', 'changes'],
  ],
  ['A50 another template', withPreview({ originalTemplateHash: 'x' }), ['template', 'changes']],
  [
    'a template that a macro changed',
    withPreview({ processedTemplateHash: 'x' }),
    ['processed template', 'changes'],
  ],
  [
    'another value',
    withPreview({ resolvedParameters: { A: '1' } }),
    ['parameters', 'given values', 'changes'],
  ],
  ['another tag', withPreview({ tags: { CoworkerManaged: 'false' } }), ['tags', 'changes']],
  ['a capability', withPreview({ capabilities: ['CAPABILITY_IAM'] }), ['capabilities', 'changes']],
  ['a notification', withPreview({ notificationArns: ['arn'] }), ['notifications', 'changes']],
  [
    'no rollback on failure',
    withPreview({ onStackFailure: 'DO_NOTHING' }),
    ['on-failure option', 'changes'],
  ],
  [
    'A53 another way to see drift',
    withPreview({ deploymentMode: 'EXPRESS' }),
    ['deployment mode', 'changes'],
  ],
  ['A53 drift that is set back, unplanned', withPreview({ deploymentMode: MODE }), ['changes']],
  [
    'one change more',
    withPreview({ changes: [...approved.changes, {}] }),
    ['number of changes', 'changes'],
  ],
  [
    'another property value in a change',
    withPreview({ changes: [{ ...approved.changes[0], AfterContext: '{}' }] }),
    ['changes'],
  ],
  ['rollback triggers', { hasRollbackConfiguration: true }, ['rollback configuration']],
  ['an import', { importsExisting: true }, ['imports']],
  ['A52 nested stacks', { hasNestedStacks: true }, ['nested stacks']],
];

describe('comparing a change set with what was approved', () => {
  it.each(rows)('%s', (_name, more, expected) => {
    expect(comparePreview(planned, changeSet({ preview: approved, ...more }))).toEqual(expected);
  });

  const parameters = {
    Days: { Type: 'Number', Default: 90 },
    Kept: { Type: 'String', Default: true },
    Size: { Type: 'String' },
    Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' },
  };
  const usual = { Days: '90', Kept: 'true', Size: 's', Image: 'ami-1' };
  it.each([
    ['are those given, by default, and looked up', usual, []],
    ['A49 are others than those given', { ...usual, Size: 'x' }, ['given values']],
    ['A49 replace a default', { ...usual, Days: '1' }, ['given values']],
    ['A49 write a default otherwise', { ...usual, Days: '0x5a' }, ['given values']],
    ['A49 replace a default that is a word', { ...usual, Kept: 'false' }, ['given values']],
    ['A49 are more than the template has', { ...usual, More: 'x' }, ['given values']],
    ['A49 lack one', { Days: '90' }, ['given values']],
  ])('values that the previewer sent %s', (_name, resolvedParameters, expected) => {
    const sent = { ...approved, resolvedParameters, lookedUp: { Image: '/aws/service/image' } };
    const { template } = deployStep();
    const step = deployStep({
      previewHash: previewHash(sent),
      template: { ...template, Parameters: parameters },
      parameters: { Size: 's', Image: '/aws/service/image' },
      resolvedParameters,
    });
    expect(comparePreview({ step, handle }, changeSet({ preview: sent }))).toEqual(expected);
  });

  it.each([
    ['the one that was given', { Image: '/aws/service/image' }, []],
    ['A49 another one', { Image: '/somebody/elses' }, ['given values']],
    ['A49 none', {}, ['given values']],
  ])('a value is looked up under %s', (_name, lookedUp, expected) => {
    const resolvedParameters = { Image: 'ami-1' };
    const sent = { ...approved, resolvedParameters, lookedUp };
    const { template } = deployStep();
    const step = deployStep({
      previewHash: previewHash(sent),
      template: { ...template, Parameters: { Image: parameters.Image } },
      parameters: { Image: '/aws/service/image' },
      resolvedParameters,
    });
    expect(comparePreview({ step, handle }, changeSet({ preview: sent }))).toEqual(expected);
  });

  it('what a stand-in for AWS does not show is not compared', () => {
    const poor = { ...approved, tags: {}, originalTemplateHash: 'x', capabilities: [] };
    const asked = { previewHash: previewHash(poor), capabilities: ['CAPABILITY_IAM'] };
    const step = deployStep(asked);
    const read = changeSet({ preview: poor, unshown: ['template', 'tags', 'capabilities'] });
    expect(comparePreview({ step, handle }, read)).toEqual([]);
  });

  it.each([
    ['fewer', ['CAPABILITY_IAM'], []],
    ['more', [], ['CAPABILITY_IAM']],
    ['others', ['CAPABILITY_IAM'], ['CAPABILITY_NAMED_IAM']],
  ])('A49 %s capabilities than were planned are seen', (_name, capabilities, shown) => {
    const seen = { ...approved, capabilities: shown };
    const step = deployStep({ previewHash: previewHash(seen), capabilities });
    const read = changeSet({ preview: seen });
    expect(comparePreview({ step, handle }, read)).toEqual(['capabilities']);
  });

  it('AWS may leave out the usual choice on failure', () => {
    const silent = { ...approved, onStackFailure: '' };
    const step = deployStep({ previewHash: previewHash(silent) });
    expect(comparePreview({ step, handle }, changeSet({ preview: silent }))).toEqual([]);
  });

  it('a step that was never previewed equals nothing', () => {
    expect(
      comparePreview({ step: deployStep(), handle }, changeSet({ preview: approved })),
    ).toEqual(['changes']);
  });

  it('JSON is compared as a value, other text as it stands', () => {
    expect(templateHash('{ "a": 1, "b": 2 }')).toBe(templateHash('{"b":2,"a":1}'));
    expect(templateHash('a: 1')).not.toBe(templateHash('a:  1'));
    expect(templateHash('{"a": "x  \\" y"}')).toBe(templateHash('{ "a":"x  \\" y"\n}'));
  });

  it.each([
    ['a key that stands twice', '{"a":1,"a":2}', '{"a":2}'],
    ['a number that does not fit', '{"a":12345678901234567891}', '{"a":12345678901234567890}'],
    ['white space inside a text', '{"a":"x y"}', '{"a":"x  y"}'],
    ['a text for a number', '{"a":"1"}', '{"a":1}'],
  ])('A49 %s is not lost in the comparison', (_, sent, kept) => {
    expect(templateHash(kept)).not.toBe(templateHash(sent));
  });
});
