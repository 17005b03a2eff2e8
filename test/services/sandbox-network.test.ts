import { describe, expect, it } from 'vitest';
import type { MutationTask, MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { DEV, REGION, taskOf } from './samples.ts';

const GROUP = 'AWS::EC2::SecurityGroup';
const ID = 'sg-0a11b22c33d44e55f';
const VPC = 'vpc-0123456789abcdef0';

const place = { account: DEV, region: REGION };

const ask = (taskType: MutationType, parameters: TaskParameters): MutationTask =>
  taskOf(GROUP, taskType, parameters);

const remains = async (journey: Journey, type: string): Promise<readonly string[]> => {
  const { resources } = await journey.world.snapshot();
  return resources.filter((one) => one.type === type && one.account === DEV).map(({ id }) => id);
};

describe('security groups in the sandbox, through the real doors', () => {
  const open = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' };
  const loose = (): Journey =>
    startJourney({
      resources: [
        {
          ...place,
          type: GROUP,
          id: ID,
          properties: {
            GroupName: 'bastion-old',
            GroupDescription: 'bastion',
            VpcId: VPC,
            SecurityGroupIngress: [open],
          },
        },
      ],
    });

  it('one is made as planned, planned again to nothing, opened, closed and deleted', async () => {
    const journey = startJourney();
    const create = ask('CreateResource', { name: 'orders-web', port: 443, cidr: '10.20.0.0/16' });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const rule = { name: 'orders-web', port: 8443, cidr: '10.20.0.0/16' };
    const opened = await carryOut(journey, ask('UpdateResource', rule), 'p3');
    expect(opened).toMatchObject({ outcome: 'done', checks: [], steps: [{ kind: 'deploy' }] });
    const revoke = ask('UpdateResource', { ...rule, action: 'revoke' });
    expect(await carryOut(journey, revoke, 'p4')).toMatchObject({ outcome: 'done', checks: [] });
    const gone = await carryOut(journey, ask('DeleteResource', { name: 'orders-web' }), 'p5');
    expect(gone).toMatchObject({ outcome: 'done', steps: [{ kind: 'remove' }] });
    expect(await remains(journey, GROUP)).toEqual(['sg-0fedcba9876543210']);
  });

  it('one that no stack owns is closed and deleted through Cloud Control', async () => {
    const journey = loose();
    const revoke = ask('UpdateResource', { id: ID, action: 'revoke', port: 22, cidr: '0.0.0.0/0' });
    const closed = await carryOut(journey, revoke, 'p1');
    expect(closed).toMatchObject({ outcome: 'done', steps: [{ kind: 'change' }] });
    const { resources } = await journey.world.snapshot();
    const group = resources.find(({ id }) => id === ID);
    expect(group?.properties['SecurityGroupIngress']).toEqual([]);
    const gone = await carryOut(journey, ask('DeleteResource', { id: ID }), 'p2');
    expect(gone).toMatchObject({ outcome: 'done', steps: [{ kind: 'change' }] });
    expect(await remains(journey, GROUP)).not.toContain(ID);
  });
});

describe('networks in the sandbox, through the real doors', () => {
  const VPCS = 'AWS::EC2::VPC';
  const STANDING = [VPC, 'vpc-0333333333333333b'];
  const vpc = (taskType: MutationType, parameters: TaskParameters): MutationTask =>
    taskOf(VPCS, taskType, parameters);

  it('one is made as planned, planned again to nothing, and goes with all its parts', async () => {
    const journey = startJourney();
    const create = vpc('CreateResource', { name: 'ledger', cidr: '10.44.0.0/16', flowLogs: true });
    expect(await carryOut(journey, create, 'p1')).toMatchObject({ outcome: 'done', checks: [] });
    expect((await carryOut(journey, create, 'p2')).outcome).toBe('empty');
    const gone = await carryOut(journey, vpc('DeleteResource', { name: 'ledger' }), 'p3');
    expect(gone.steps.map(({ kind }) => kind)).toEqual(['remove', 'remove']);
    expect(gone.outcome).toBe('done');
    expect(await remains(journey, 'AWS::EC2::NatGateway')).toEqual([]);
    expect(await remains(journey, VPCS)).toEqual(STANDING);
  });

  it('one that no stack owns is deleted through Cloud Control when nothing lives in it', async () => {
    const id = 'vpc-0a11b22c33d44e55f';
    const journey = startJourney({
      resources: [{ ...place, type: VPCS, id, properties: { CidrBlock: '10.99.0.0/24' } }],
    });
    const gone = await carryOut(journey, vpc('DeleteResource', { id }), 'p1');
    expect(gone).toMatchObject({ outcome: 'done', steps: [{ kind: 'change' }] });
    expect(await remains(journey, VPCS)).toEqual(STANDING);
  });
});
