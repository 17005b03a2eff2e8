import { describe, expect, it } from 'vitest';
import { autonomyOf, ownerOf, ROSTER } from '../../src/agents/roster.ts';
import { AGENT_NAMES } from '../../src/task/agent-name.ts';

describe('ownerOf', () => {
  it.each([
    ['a type nobody named', 'Acme::Thing::Unknown', 'BillGates'],
    ['empty text', '', 'BillGates'],
    ['a hostile name', '__proto__', 'BillGates'],
    ['compute', 'AWS::EC2::Instance', 'BillGates'],
    ['network', 'AWS::EC2::VPC', 'BillGates'],
    ['bucket', 'AWS::S3::Bucket', 'SteveJobs'],
    ['distribution', 'AWS::CloudFront::Distribution', 'SteveJobs'],
    ['edge function beats distribution', 'AWS::CloudFront::Function', 'Hannibal'],
    ['load balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'Napoleon'],
    ['log group', 'AWS::Logs::LogGroup', 'Drucker'],
    ['both API Gateways', 'AWS::ApiGatewayV2::Api', 'Kotler'],
    ['topic', 'AWS::SNS::Topic', 'Kotler'],
    ['table', 'AWS::DynamoDB::Table', 'Noguchi'],
  ])('%s', (_, type, owner) => {
    expect(ownerOf(type)).toBe(owner);
  });

  it('has one card for each agent, in order', () => {
    expect(ROSTER.map((card) => card.name)).toEqual([...AGENT_NAMES]);
  });
});

describe('autonomyOf', () => {
  it.each([
    ['unknown type', 'X::Y::Z', 5],
    ['function', 'AWS::Lambda::Function', 8],
    ['instance', 'AWS::EC2::Instance', 6],
    ['security group', 'AWS::EC2::SecurityGroup', 5],
    ['table', 'AWS::DynamoDB::Table', 4],
    ['database', 'AWS::RDS::DBInstance', 4],
    ['bucket', 'AWS::S3::Bucket', 4],
  ])('%s', (_, type, level) => {
    expect(autonomyOf(type)).toBe(level);
  });
});
