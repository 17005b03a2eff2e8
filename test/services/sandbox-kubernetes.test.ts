import { describe, expect, it } from 'vitest';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { DEV, REGION, taskOf } from './samples.ts';

const at = { account: DEV, region: REGION } as const;

const cluster = (taskType: MutationType, parameters: TaskParameters = {}) =>
  taskOf('AWS::EKS::Cluster', taskType, { name: 'shop', ...parameters });

const nodes = (taskType: MutationType, parameters: TaskParameters = {}) =>
  taskOf('AWS::EKS::Nodegroup', taskType, { name: 'workers', cluster: 'shop', ...parameters });

const addon = (taskType: MutationType, parameters: TaskParameters = {}) =>
  taskOf('AWS::EKS::Addon', taskType, { name: 'vpc-cni', cluster: 'shop', ...parameters });

const DONE = { outcome: 'done', checks: [] };

describe('EKS in the sandbox, through the real doors', () => {
  it('a cluster is made, filled, raised, emptied and deleted, in that order only', async () => {
    const journey = startJourney();
    const asked = cluster('CreateResource', { version: '1.33' });
    expect(await carryOut(journey, asked, 'p1')).toMatchObject(DONE);
    expect((await carryOut(journey, asked, 'p2')).outcome).toBe('empty');
    const group = nodes('CreateResource', { minSize: 2, maxSize: 4 });
    expect(await carryOut(journey, group, 'p3')).toMatchObject(DONE);
    expect((await carryOut(journey, group, 'p4')).outcome).toBe('empty');
    const cni = addon('CreateResource');
    expect(await carryOut(journey, cni, 'p5')).toMatchObject(DONE);
    expect((await carryOut(journey, cni, 'p6')).outcome).toBe('empty');
    await expect(
      carryOut(journey, cluster('UpdateResource', { version: '1.35' }), 'p7'),
    ).rejects.toThrow('more than one minor version away');
    const raised = cluster('UpdateResource', { version: '1.34' });
    expect(await carryOut(journey, raised, 'p8')).toMatchObject(DONE);
    const more = nodes('UpdateResource', { desiredSize: 3, tags: { team: 'payments' } });
    expect(await carryOut(journey, more, 'p9')).toMatchObject(DONE);
    const newer = addon('UpdateResource', { version: 'v1.19.2-eksbuild.1' });
    expect(await carryOut(journey, newer, 'p10')).toMatchObject(DONE);
    await expect(carryOut(journey, cluster('DeleteResource'), 'p11')).rejects.toThrow(
      'still holds the node group `workers` and the add-on `vpc-cni`',
    );
    expect((await carryOut(journey, addon('DeleteResource'), 'p12')).outcome).toBe('done');
    expect((await carryOut(journey, nodes('DeleteResource'), 'p13')).outcome).toBe('done');
    expect((await carryOut(journey, cluster('DeleteResource'), 'p14')).outcome).toBe('done');
  });

  const standing = (): Journey =>
    startJourney({
      resources: [
        {
          ...at,
          type: 'AWS::EKS::Cluster',
          id: 'shop',
          properties: {
            Name: 'shop',
            Version: '1.33',
            RoleArn: `arn:aws:iam::${DEV}:role/eks-shop`,
            ResourcesVpcConfig: {
              SubnetIds: ['subnet-0333aaaa1111bbbb1', 'subnet-0333aaaa1111bbbb2'],
              EndpointPublicAccess: true,
            },
          },
        },
      ],
    });

  it('a cluster that no stack owns is raised by a call, closed and deleted', async () => {
    const journey = standing();
    const raised = await carryOut(journey, cluster('UpdateResource', { version: '1.34' }), 'p1');
    expect(raised).toMatchObject({
      outcome: 'done',
      steps: [{ operation: 'eks:raise-version' }],
    });
    const bound = cluster('UpdateResource', { publicCidrs: ['203.0.113.0/24'] });
    expect(await carryOut(journey, bound, 'p2')).toMatchObject({
      outcome: 'done',
      steps: [{ kind: 'change' }],
    });
    const gone = await carryOut(journey, cluster('DeleteResource'), 'p3');
    expect(gone).toMatchObject({ outcome: 'done', steps: [{ kind: 'change' }] });
  });
});
