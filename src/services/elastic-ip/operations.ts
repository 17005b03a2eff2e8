import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { tagCalls } from '../by-id/tag-call.ts';
import type { Operation } from '../service.ts';

/** EC2 itself refuses an address that something uses. */
export const RELEASE: Operation = {
  name: 'ec2:release-address',
  client: 'EC2',
  operation: 'ReleaseAddress',
  operationClass: 'destructive',
  inverse: {
    reversibility: 'irreversible',
    summary: 'a released address goes to somebody else; a new one is another address',
  },
  needs: (target, account, region) => [
    {
      action: 'ec2:ReleaseAddress',
      resources: [`arn:aws:ec2:${region}:${account.id}:elastic-ip/${target}`],
      purpose: 'forward',
      via: 'direct',
    },
    { action: 'ec2:DescribeAddresses', resources: ['*'], purpose: 'read', via: 'direct' },
  ],
  input: (target) => ({ AllocationId: target }),
  wait: {
    client: 'EC2',
    operation: 'DescribeAddresses',
    input: (target) => ({ Filters: [{ Name: 'allocation-id', Values: [target] }] }),
    isDone: (output) => listOf(at(output, 'Addresses')).length === 0,
    timeoutMinutes: 5,
  },
};

/** Cloud Control names an address otherwise than a stack, so that its tags go by EC2's own call. */
export const TAG_ADDRESS = tagCalls({
  name: 'address',
  arn: 'elastic-ip',
  read: 'DescribeAddresses',
  list: 'Addresses',
  input: (target) => ({ Filters: [{ Name: 'allocation-id', Values: [target] }] }),
});

/** The catalogue of addresses. */
export const elasticIpOperations: readonly Operation[] = [RELEASE, ...Object.values(TAG_ADDRESS)];
