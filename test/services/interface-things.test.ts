import { describe, expect, it } from 'vitest';
import { interfaceThings } from '../../src/services/network/interface-things.ts';

const PLACE = { accountId: '333333333333', region: 'us-east-1' };

const things = (row: object): readonly string[] =>
  interfaceThings(PLACE, { NetworkInterfaceId: 'eni-1', ...row })
    .filter(({ type }) => type !== 'AWS::EC2::NetworkInterface')
    .map(({ type, id }) => `${type} ${id}`);

const ofAws = (Description: string) => ({ Description, RequesterManaged: true });

describe('with what an interface goes', () => {
  it('itself', () => {
    expect(interfaceThings(PLACE, { NetworkInterfaceId: 'eni-1' })).toEqual([
      { type: 'AWS::EC2::NetworkInterface', id: 'eni-1', ...PLACE },
    ]);
  });

  it('but no stack holds what a service of AWS made', () => {
    const row = { NetworkInterfaceId: 'eni-1', ...ofAws('RDSNetworkInterface') };
    expect(interfaceThings(PLACE, row)).toEqual([]);
  });

  it.each<readonly [string, object, readonly string[]]>([
    [
      'the instance that takes it along',
      { Attachment: { InstanceId: 'i-1', DeleteOnTermination: true } },
      ['AWS::EC2::Instance i-1'],
    ],
    [
      'no instance that leaves it',
      { Attachment: { InstanceId: 'i-1', DeleteOnTermination: false } },
      [],
    ],
    ['no instance of which EC2 does not say', { Attachment: { InstanceId: 'i-1' } }, []],
    ['a NAT gateway', ofAws('Interface for NAT Gateway nat-0a1'), ['AWS::EC2::NatGateway nat-0a1']],
    ['an endpoint', ofAws('VPC Endpoint Interface vpce-0a1'), ['AWS::EC2::VPCEndpoint vpce-0a1']],
    [
      'a load balancer, by its ARN',
      ofAws('ELB app/front/0a1'),
      [
        'AWS::ElasticLoadBalancingV2::LoadBalancer ' +
          'arn:aws:elasticloadbalancing:us-east-1:333333333333:loadbalancer/app/front/0a1',
      ],
    ],
    ['nothing that a person wrote', { Description: 'Interface for NAT Gateway nat-0a1' }, []],
    ['nothing that is not told whole', ofAws('was Interface for NAT Gateway nat-0a1'), []],
    ['nothing else that AWS writes', ofAws('RDSNetworkInterface'), []],
    ['nothing of a database named as a gateway', ofAws('nat-0a1'), []],
  ])('%s', (_name, row, expected) => {
    expect(things(row)).toEqual(expected);
  });
});
