import { describe, expect, it } from 'vitest';
import type { MutationTask } from '../../src/task/aws-task.ts';
import { startJourney } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { DEV, REGION, taskOf } from './samples.ts';

const at = { account: DEV, region: REGION } as const;

const create = (type: MutationTask['resourceType'], parameters: MutationTask['parameters']) =>
  taskOf(type, 'CreateResource', parameters);

/** A bucket for packages; the sandbox has a network of its own. */
const world = () =>
  startJourney({
    resources: [
      {
        ...at,
        type: 'AWS::S3::Bucket',
        id: 'acme-artifacts',
        properties: {
          BucketName: 'acme-artifacts',
          VersioningConfiguration: { Status: 'Enabled' },
        },
      },
    ],
  });

const TEMPLATE = `Resources:
  Buffer:
    Type: AWS::SQS::Queue
    Properties: { VisibilityTimeout: 300, SqsManagedSseEnabled: true }
  Address:
    Type: AWS::SSM::Parameter
    Properties: { Type: String, Name: /intake/queue, Value: !GetAtt Buffer.Arn }
`;

describe('in the sandbox, through the real doors', () => {
  it.each<readonly [string, MutationTask]>([
    [
      'a role',
      create('AWS::IAM::Role', {
        name: 'pdf-stamper-exec',
        trustedService: 'lambda.amazonaws.com',
        permissions: 'read and write objects in acme-reports',
      }),
    ],
    [
      'a function with its role, log group and queue',
      create('AWS::Lambda::Function', {
        name: 'csv-splitter',
        runtime: 'python3.13',
        handler: 'app.handler',
        code: 's3://acme-artifacts/csv/1.4.0.zip?versionId=v1',
      }),
    ],
    [
      'an instance with its access and group',
      create('AWS::EC2::Instance', { name: 'build-runner', instanceType: 't3.small' }),
    ],
    [
      'a given template',
      create('AWS::CloudFormation::Stack', { name: 'intake-buffer', template: TEMPLATE }),
    ],
  ])('%s is made as planned, planned again to nothing, and deleted', async (_, task) => {
    const journey = world();
    expect(await carryOut(journey, task, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, task, 'p2')).outcome).toBe('empty');
    const remove = {
      ...task,
      taskType: 'DeleteResource',
      parameters: { name: task.parameters['name'] ?? '' },
    } as const;
    const gone = await carryOut(journey, remove, 'p3');
    expect(gone.outcome).toBe('done');
    expect(gone.steps.every((step) => step.kind === 'remove')).toBe(true);
  });
});
