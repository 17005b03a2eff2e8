import { describe, expect, it } from 'vitest';
import { ebsFactsSchema } from '../../src/services/ebs-volume/facts-schema.ts';
import { ebsVolume as service } from '../../src/services/ebs-volume/index.ts';
import { taskId } from '../../src/task/ids.ts';
import { markOf, siblingsOf } from '../../src/services/task-order/siblings.ts';
import { answer, contextFor, DEV, NOT_FOUND, readerOf, taskOf } from './samples.ts';

const ID = 'vol-0a11b22c33d44e55f';
const task = taskOf('AWS::EC2::Volume', 'DeleteResource', { id: ID });
const other = { ...task, id: taskId(2), parameters: { id: 'i-1' } };
const PROPERTIES = JSON.stringify({ VolumeId: ID, Size: 1, AvailabilityZone: 'us-east-1a' });

const marks = (ids: readonly string[], type = 'AWS::EC2::Instance', region = 'us-east-1') =>
  ids.map((id) => markOf({ type, id, accountId: DEV, region }));

const draft = async (attachments: readonly object[], leaving: readonly string[]) => {
  const context = contextFor(task);
  const volume = { VolumeId: ID, State: 'in-use', Attachments: attachments };
  const reader = readerOf({
    'EC2.DescribeVolumes': answer({ Volumes: [volume] }),
    'EC2.DescribeSnapshots': answer({ Snapshots: [] }),
    'CloudFormation.DescribeStackResources': NOT_FOUND,
    'CloudControl.GetResource': answer({
      ResourceDescription: { Identifier: ID, Properties: PROPERTIES },
    }),
  });
  const facts = await service.readFacts(context, reader);
  const siblings = siblingsOf(task, [task, other], new Map([[other.id, leaving]]));
  const decided = service.draft({ ...context, siblings }, facts);
  return decided.ok ? decided.value.usedBefore?.map(({ words }) => words) : decided.refusal.code;
};

const on = (InstanceId: string, DeleteOnTermination?: boolean) => ({
  InstanceId,
  DeleteOnTermination,
});

it('facts from before EC2 was asked say of no volume that it stays', () => {
  const found = { id: ID, name: '', state: 'in-use', attachedTo: ['i-1'], zone: 'us-east-1a' };
  expect(ebsFactsSchema.shape.found.parse([found])).toEqual([{ ...found, outlives: [] }]);
});

describe('a volume whose instance is terminated in the same issue', () => {
  it.each([
    ['goes after it where EC2 leaves the volume', [on('i-1', false)], marks(['i-1']), ['`i-1`']],
    [
      'is kept where another thing of that id goes',
      [on('i-1', false)],
      marks(['i-1'], 'AWS::EC2::Volume'),
      'still-in-use',
    ],
    [
      'is kept where that id goes in another region',
      [on('i-1', false)],
      marks(['i-1'], 'AWS::EC2::Instance', 'us-west-2'),
      'still-in-use',
    ],
    [
      'is kept where EC2 deletes it with the instance',
      [on('i-1', true)],
      marks(['i-1']),
      'still-in-use',
    ],
    ['is kept where EC2 does not say', [on('i-1')], marks(['i-1']), 'still-in-use'],
    ['is kept where the instance stays', [on('i-1', false)], [], 'still-in-use'],
    [
      'is kept where one of two would take it',
      [on('i-1', false), on('i-2', true)],
      marks(['i-1', 'i-2']),
      'still-in-use',
    ],
  ] as const)('%s', async (_name, attachments, leaving, expected) => {
    expect(await draft(attachments, leaving)).toEqual(expected);
  });
});
