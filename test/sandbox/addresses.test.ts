import { DescribeAddressesCommand, EC2Client, ReleaseAddressCommand } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { assume, clientOf, DEV, refusalOf, REGION, roleArn, stage, type Stage } from './kit.ts';

const FREE = 'eipalloc-0a11b22c33d44e55f';
const USED = 'eipalloc-0a11b22c33d44e560';
const one = { account: DEV, region: REGION, type: 'AWS::EC2::EIP' };

const world = (): Stage =>
  stage({
    resources: [
      { ...one, id: FREE, attributes: { PublicIp: '203.0.113.7' } },
      { ...one, id: USED, attributes: { PublicIp: '203.0.113.8', AssociationId: 'eipassoc-1' } },
    ],
  });

const operator = async (at: Stage): Promise<EC2Client> => {
  const Action = ['ec2:ReleaseAddress', 'ec2:DescribeAddresses'];
  const Statement = [{ Effect: 'Allow', Action, Resource: '*' }];
  const credentials = await assume(at, 'aws-coworker-deployer', {
    RoleArn: roleArn(DEV, 'AwsCoworkerOperator'),
    Tags: [{ Key: 'cw-plan', Value: 'plan-1' }],
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  return clientOf(at, EC2Client, { credentials });
};

describe('addresses', () => {
  it('O9 one that a NAT gateway holds is used, by an interface of its own', async () => {
    const gateway = { ...one, type: 'AWS::EC2::NatGateway', id: 'nat-0a11b22c33d44e561' };
    const address = { ...one, id: FREE, attributes: { PublicIp: '203.0.113.7' } };
    const properties = { AllocationId: FREE, SubnetId: 'subnet-0123456789abcdef0' };
    const at = stage({ resources: [address, { ...gateway, properties }] });
    const client = await operator(at);
    const { Addresses } = await client.send(new DescribeAddressesCommand({}));
    expect(Addresses).toMatchObject([
      {
        AllocationId: FREE,
        AssociationId: 'eipassoc-0a11b22c33d44e561',
        NetworkInterfaceId: 'eni-0a11b22c33d44e561',
      },
    ]);
    const free = new ReleaseAddressCommand({ AllocationId: FREE });
    expect(await refusalOf(client.send(free))).toMatchObject({ name: 'InvalidIPAddress.InUse' });
  });

  it('O9 one that nothing uses is released, one that is used stays', async () => {
    const client = await operator(world());
    await client.send(new ReleaseAddressCommand({ AllocationId: FREE }));
    const used = new ReleaseAddressCommand({ AllocationId: USED });
    expect(await refusalOf(client.send(used))).toMatchObject({ name: 'InvalidIPAddress.InUse' });
    const { Addresses } = await client.send(new DescribeAddressesCommand({}));
    expect(Addresses?.map((each) => each.AllocationId)).toEqual([USED]);
    expect(
      await refusalOf(client.send(new ReleaseAddressCommand({ AllocationId: FREE }))),
    ).toMatchObject({ name: 'InvalidAllocationID.NotFound' });
  });

  it.each([
    ['allocation-id', USED],
    ['public-ip', '203.0.113.8'],
  ])('O9 one is found by its %s', async (Name, value) => {
    const client = await operator(world());
    const { Addresses } = await client.send(
      new DescribeAddressesCommand({ Filters: [{ Name, Values: [value] }] }),
    );
    expect(Addresses?.map((each) => each.AllocationId)).toEqual([USED]);
  });
});
