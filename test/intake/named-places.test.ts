import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

const PLACE = 'in athena-dev, us-east-1';

const ROWS: readonly (readonly [string, readonly string[]])[] = [
  [
    `Create a subnet named ledger-a with the CIDR 10.44.1.0/24 in the VPC 'ledger' ${PLACE}.`,
    ['CreateResource EC2::Subnet @3 us-east-1 cidr="10.44.1.0/24" name="ledger-a" vpc="ledger"'],
  ],
  [
    `Create a subnet named ledger-a with the CIDR 10.44.1.0/24 in the VPC named ledger ${PLACE}.`,
    ['CreateResource EC2::Subnet @3 us-east-1 cidr="10.44.1.0/24" name="ledger-a" vpc="ledger"'],
  ],
  [
    `Create a subnet named ledger-a with the CIDR 10.44.1.0/24 in the \`ledger\` VPC ${PLACE}.`,
    ['CreateResource EC2::Subnet @3 us-east-1 cidr="10.44.1.0/24" name="ledger-a" vpc="ledger"'],
  ],
  // The word behind `the VPC` goes on with the sentence and names nothing.
  [
    `Create a subnet named ledger-a with the CIDR 10.44.1.0/24 in the VPC for the ledger ${PLACE}.`,
    ['ask vpc'],
  ],
  [
    `Create a NAT gateway named ledger-nat in the subnet ledger-open ${PLACE}.`,
    ['CreateResource EC2::NatGateway @3 us-east-1 name="ledger-nat" subnet="ledger-open"'],
  ],
  [
    `Create a route table named ledger-routes in the VPC \`ledger\` with a route to 0.0.0.0/0 to the NAT gateway ledger-nat ${PLACE}.`,
    [
      'CreateResource EC2::RouteTable @3 us-east-1 cidr="0.0.0.0/0" name="ledger-routes" target="ledger-nat" vpc="ledger"',
    ],
  ],
  [
    `Launch an EC2 instance named app, t3.micro, in the subnet ledger-a with the security group named web ${PLACE}.`,
    [
      'CreateResource EC2::Instance @3 us-east-1 instanceType="t3.micro" name="app" securityGroup="web" subnet="ledger-a"',
    ],
  ],
  // Two ranges in one sentence are asked about; line by line "it" is the network before it.
  [
    `Create a VPC named ledger with the CIDR 10.40.0.0/16 and a subnet named ledger-a with the CIDR 10.40.1.0/24 in it ${PLACE}.`,
    ['ask cidr contradictory'],
  ],
  [
    `${PLACE}:\n\n1. create a VPC named ledger with the CIDR 10.40.0.0/16\n2. create a subnet named ledger-a with the CIDR 10.40.1.0/24 in it\n3. create a security group named ledger-web in it`,
    [
      'CreateResource EC2::VPC @3 us-east-1 cidr="10.40.0.0/16" name="ledger"',
      'CreateResource EC2::Subnet @3 us-east-1 cidr="10.40.1.0/24" name="ledger-a" vpc="ledger"',
      'CreateResource EC2::SecurityGroup @3 us-east-1 name="ledger-web" vpc="ledger"',
    ],
  ],
  // Something else stands between them that "it" could mean.
  [
    `${PLACE}:\n\n1. create a VPC named ledger with the CIDR 10.40.0.0/16\n2. create an SNS topic named ledger-alerts\n3. create a subnet named ledger-a with the CIDR 10.40.1.0/24 in it`,
    ['ask vpc'],
  ],
  [
    `${PLACE}:\n\n1. create a VPC named ledger with the CIDR 10.40.0.0/16\n2. create an SNS topic named ledger-alerts\n3. create a security group named ledger-web in it`,
    ['ask vpc'],
  ],
];

describe('a network, a subnet and a group by their names', () => {
  it.each(ROWS)('%s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});
