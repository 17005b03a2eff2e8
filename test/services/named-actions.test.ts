import { describe, expect, it } from 'vitest';
import { actionRefusal } from '../../src/services/named-actions.ts';
import { allServices, serviceOf } from '../../src/services/registry.ts';
import type { TaskParameters } from '../../src/task/aws-task.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import { ALL_ACTIONS } from './all-actions.ts';
import { task } from './samples.ts';

const DONE: Readonly<Record<string, readonly string[]>> = {
  'ecs-service': ['redeploy'],
  'auto-scaling-group': ['instance-refresh'],
  'cloudformation-template': ['continue-rollback'],
  'dynamodb-table': ['snapshot'],
  'ebs-volume': ['attach', 'detach', 'snapshot'],
  's3-bucket': ['empty', 'upload'],
  'ec2-instance': ['reboot', 'start', 'stop'],
  'http-api': ['redeploy'],
  'security-group': ['revoke'],
  'rest-api': ['redeploy'],
  'iam-role': ['attach', 'detach'],
  'iam-group': ['attach', 'detach'],
  'iam-user': ['attach', 'detach'],
  'kms-key': ['rotate'],
  secret: ['rotate'],
  'aurora-cluster': ['failover', 'snapshot', 'start', 'stop'],
  'rds-instance': ['reboot', 'snapshot', 'start', 'stop'],
  'sns-topic': ['subscribe'],
  'cloudtrail-trail': ['start', 'stop'],
  'config-recorder': ['start', 'stop'],
  'guardduty-detector': ['stop'],
  'security-hub': ['stop'],
  'cloudfront-distribution': ['invalidate'],
  'cloudfront-function': ['publish'],
};

describe.each(allServices.map((service) => [service.title, service] as const))(
  '%s',
  (_, service) => {
    const ask = (action: string) =>
      actionRefusal(
        service,
        task(service.resourceType, { name: 'x', action }, { taskType: 'UpdateResource' }),
      );

    it('nothing ordered by name is nothing to refuse', () => {
      const plain = task(service.resourceType, { name: 'x' }, { taskType: 'UpdateResource' });
      expect(actionRefusal(service, plain)).toBeUndefined();
    });

    it('carries out what it has an operation for, and says of everything else what to do', () => {
      const refused = ALL_ACTIONS.filter((action) => ask(action) !== undefined);
      const done = ALL_ACTIONS.filter((action) => !refused.includes(action));
      expect(done.toSorted()).toEqual(DONE[service.key] ?? []);
      const words = refused.map((action) => ask(action)?.next ?? '');
      expect(words.filter((next) => next.length < 30)).toEqual([]);
    });
  },
);

describe('an order that takes no setting', () => {
  it.each<readonly [AwsResourceType, string, TaskParameters, string | undefined]>([
    ['AWS::ECS::Service', 'redeploy', { cluster: 'shop', owner: 'platform' }, undefined],
    ['AWS::ECS::Service', 'redeploy', { image: 'shop:2.0' }, '`image`'],
    ['AWS::ECS::Service', 'redeploy', { taskDefinition: 'shop:8' }, '`taskDefinition`'],
    ['AWS::ECS::Service', 'redeploy', { desiredCount: 4 }, '`desiredCount`'],
    ['AWS::CloudFront::Function', 'publish', {}, undefined],
    ['AWS::CloudFront::Function', 'publish', { code: 'x', comment: 'y' }, '`code`, `comment`'],
  ])('%s %s with %j', (type, action, parameters, left) => {
    const service = serviceOf(type);
    if (service === undefined) throw new Error('no service');
    const asked = task(type, { name: 'x', action, ...parameters }, { taskType: 'UpdateResource' });
    const refusal = actionRefusal(service, asked);
    expect(refusal?.code).toBe(left === undefined ? undefined : 'contradictory');
    expect(refusal?.because ?? '').toContain(left ?? '');
  });
});
