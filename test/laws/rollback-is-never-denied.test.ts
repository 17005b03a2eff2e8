import { afterEach, describe, expect, it } from 'vitest';
import { approveByDigest, driveIssue, type Driven } from '../conversations/drive.ts';
import { LARGE_REQUESTS, PACKAGES, type LargeRequest } from './requests.ts';

const open: Driven[] = [];
afterEach(async () => {
  for (const driven of open.splice(0)) await driven.company.close();
});

const failingAt = (logicalId: string) => ({
  failures: [
    {
      match: { logicalId, operation: 'create' },
      times: 1,
      error: { name: 'InternalFailure', httpStatus: 500, message: 'Internal Failure' },
    },
  ],
});

const drive = async (request: LargeRequest, failing?: string): Promise<Driven> => {
  const failures = failing === undefined ? {} : failingAt(failing);
  const driven = await driveIssue(request, { world: { ...PACKAGES, ...failures } });
  open.push(driven);
  return driven;
};

/** The resources that the plan creates, out of what the plan says for machines. */
const logicalIdsOf = async (driven: Driven): Promise<readonly string[]> => [
  ...new Set(
    [...(await driven.said()).matchAll(/"logicalId": "([A-Za-z0-9]+)"/g)].map(
      (match) => match[1] ?? '',
    ),
  ),
];

const denials = async (driven: Driven): Promise<readonly string[]> =>
  (await driven.company.world.snapshot()).calls
    .filter((call) => call.decision === 'denied')
    .map((call) => `${call.action} on ${call.resource}: ${call.reason}`);

describe.each(LARGE_REQUESTS)('$service', (request) => {
  it('is deployed by its session policy, and nothing is denied', async () => {
    const driven = await drive(request);
    await approveByDigest(driven);
    expect(await driven.said()).toMatch(/^## Done /m);
    expect(await denials(driven)).toEqual([]);
  });

  it('rolls back whichever resource fails, and no step of that is denied', async () => {
    const planned = await logicalIdsOf(await drive(request));
    expect(planned.length).toBeGreaterThan(0);
    for (const logicalId of planned) {
      const driven = await drive(request, logicalId);
      await approveByDigest(driven);
      const { stacks } = await driven.company.world.snapshot();
      expect(
        stacks.map((stack) => stack.status),
        logicalId,
      ).toContain('ROLLBACK_COMPLETE');
      expect(await denials(driven), logicalId).toEqual([]);
      expect(await driven.said(), logicalId).toContain(logicalId);
    }
  });
});
