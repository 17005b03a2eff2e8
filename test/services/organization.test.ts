import { describe, expect, it } from 'vitest';
import { gatherPolicies } from '../../src/report/organization/gather.ts';
import { allServices, readOnlyServiceOf, readOnlyServices } from '../../src/services/registry.ts';
import { accepted, REFUSALS, refused } from '../../src/task/refusal.ts';
import { answer, readerOf, REGION } from './samples.ts';

describe.each(readOnlyServices.map((one) => [one.key, one] as const))('%s', (_key, service) => {
  it('refuses every change in plain words, with what to do', () => {
    for (const refusal of Object.values(service.refuses)) {
      expect(Object.keys(REFUSALS)).toContain(refusal.code);
      expect(refusal.because).toMatch(/^[A-Z].*\.$/);
      expect(refusal.next).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('is no service that plans', () => {
    const planned = new Set<string>(allServices.map(({ resourceType }) => resourceType));
    expect(service.types.filter((type) => planned.has(type))).toEqual([]);
    expect(service.types.map((type) => readOnlyServiceOf(type)?.key)).toEqual(
      service.types.map(() => service.key),
    );
  });
});

describe('service control policies', () => {
  const listed = {
    'Organizations.ListPolicies': answer({
      Policies: [
        { Id: 'p-2', Name: 'no-regions' },
        { Id: 'p-1', Name: 'FullAWSAccess', AwsManaged: true },
      ],
    }),
    'Organizations.ListTargetsForPolicy': answer({ Targets: [{ TargetId: 'r-1', Name: 'Root' }] }),
  };

  it('are told by name with what they bind', async () => {
    expect(await gatherPolicies(() => Promise.resolve(accepted(readerOf(listed))), REGION)).toEqual(
      {
        policies: [
          { name: 'FullAWSAccess', isOfAws: true, targets: ['Root'] },
          { name: 'no-regions', isOfAws: false, targets: ['Root'] },
        ],
      },
    );
  });

  it('are not known where the role is missing, or AWS says no', async () => {
    const no = refused({ code: 'role-missing', because: 'No role.', next: 'Make it.' });
    expect(await gatherPolicies(() => Promise.resolve(no), REGION)).toEqual({ unread: 'No role.' });
    const denied = await gatherPolicies(() => Promise.resolve(accepted(readerOf({}))), REGION);
    expect(denied).toHaveProperty('unread');
  });
});
