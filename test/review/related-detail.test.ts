import { describe, expect, it } from 'vitest';
import { itemOf, judgeIt, loadBaselines, templateOf } from './judging.ts';

const { check } = itemOf(loadBaselines(), 'VPC-05');

const subnet = (isPublic: boolean) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: { Ref: 'It' }, MapPublicIpOnLaunch: isPublic },
});

if (check === undefined) throw new Error('VPC-05 has no check');

const judged = (subnets: ReturnType<typeof templateOf>['Resources']) =>
  judgeIt(check, templateOf({ It: { Type: 'AWS::EC2::VPC' }, ...subnets }));

describe('what is said of a check that looks at other resources', () => {
  it('names which of them it is about', () => {
    expect(judged({ Open: subnet(true), Shut: subnet(false) })).toEqual({
      result: 'pass',
      detail: 'Open: MapPublicIpOnLaunch is true; Shut: MapPublicIpOnLaunch is false',
    });
  });

  it('names them all where none will do', () => {
    expect(judged({ A: subnet(true), B: subnet(true) })).toMatchObject({
      result: 'fail',
      detail: expect.stringMatching(/A: MapPublicIpOnLaunch is true.*B: MapPublicIpOnLaunch/),
    });
  });
});
