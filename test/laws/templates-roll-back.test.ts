import { afterEach, describe, expect, it } from 'vitest';
import type { FailureSpec } from '../../sandbox/world-spec.ts';
import { tabledTypes } from '../../src/services/type-tables.ts';
import { approveByDigest, driveIn, driveIssue, type Driven } from '../conversations/drive.ts';
import { PACKAGES } from './requests.ts';
import { createGroup, LAST_ID, TEMPLATE_GROUPS, updateGroup } from './template-groups.ts';

const open: Driven[] = [];
afterEach(async () => {
  for (const driven of open.splice(0)) await driven.company.close();
});

const failing = (operation: 'create' | 'update', logicalId: string): readonly FailureSpec[] => [
  {
    match: { logicalId, operation },
    times: 1,
    error: { name: 'InternalFailure', httpStatus: 500, message: 'Internal Failure' },
  },
];

const drive = async (
  request: { readonly title: string; readonly body: string },
  failures: readonly FailureSpec[] = [],
): Promise<Driven> => {
  const driven = await driveIssue(request, { world: { ...PACKAGES, failures } });
  open.push(driven);
  await approveByDigest(driven);
  return driven;
};

const PREVIEWER_READS_NO_PARAMETER =
  /^arn:aws:sts::\d+:assumed-role\/AwsCoworkerPreviewer\/\S+ ssm:GetParameters on /;

/**
 * What was denied, but for the one call that has to be: the previewer reads no parameter's value,
 * and the plan says that the drift of such a resource could not be told.
 */
const denials = async (driven: Driven): Promise<readonly string[]> =>
  (await driven.company.world.snapshot()).calls
    .filter((call) => call.decision === 'denied')
    .map((call) => `${call.principal} ${call.action} on ${call.resource}: ${call.reason}`)
    .filter((line) => !PREVIEWER_READS_NO_PARAMETER.test(line));

const statuses = async (driven: Driven): Promise<readonly string[]> =>
  (await driven.company.world.snapshot()).stacks
    .filter((stack) => stack.name.startsWith('aws-coworker-'))
    .map((stack) => stack.status);

it('every type with a reviewed table is in one of the templates', () => {
  const types = TEMPLATE_GROUPS.flatMap((group) =>
    Object.values(group.before).map((resource) => resource.Type),
  );
  expect([...new Set(types)].toSorted()).toEqual(tabledTypes());
});

describe.each(TEMPLATE_GROUPS)('a given template with $name', (group) => {
  const ids = Object.keys(group.before);

  it('is made and changed, and nothing is denied', async () => {
    const made = await drive(createGroup(group));
    expect(await made.said()).toMatch(/^## Done /m);
    const changed = await driveIn(made.company, updateGroup(group, 'aws-coworker-1-law'));
    await approveByDigest(changed);
    expect(await changed.said()).toMatch(/^## Done /m);
    expect(await statuses(made)).toEqual(['UPDATE_COMPLETE']);
    expect(await denials(made)).toEqual([]);
  });

  it.each([...ids, LAST_ID])('is taken back when %s can not be made', async (id) => {
    const driven = await drive(createGroup(group), failing('create', id));
    expect(await statuses(driven)).toEqual(['ROLLBACK_COMPLETE']);
    expect(await denials(driven)).toEqual([]);
  });

  it.each([...Object.keys(group.after), LAST_ID])(
    'is put back when the change of %s fails',
    async (id) => {
      const made = await drive(createGroup(group), failing('update', id));
      const changed = await driveIn(made.company, updateGroup(group, 'aws-coworker-1-law'));
      await approveByDigest(changed);
      expect(await statuses(made)).toEqual(['UPDATE_ROLLBACK_COMPLETE']);
      expect(await denials(made)).toEqual([]);
      expect(await changed.said()).toContain(id);
    },
  );
});
