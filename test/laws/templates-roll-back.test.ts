import { afterEach, describe, expect, it } from 'vitest';
import type { FailureSpec } from '../../sandbox/world-spec.ts';
import { tabledTypes } from '../../src/services/type-tables.ts';
import { approveByDigest, driveIn, driveIssue, type Driven } from '../conversations/drive.ts';
import { PACKAGES } from './requests.ts';
import { TEMPLATES_TO_COME } from './templates-to-come.ts';
import { MORE_TEMPLATE_GROUPS } from './more-template-groups.ts';
import { createGroup, LAST_ID, TEMPLATE_GROUPS, updateGroup } from './template-groups.ts';

const GROUPS = [...TEMPLATE_GROUPS, ...MORE_TEMPLATE_GROUPS];

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

const drive = async (request: {
  readonly title: string;
  readonly body: string;
}): Promise<Driven> => {
  const driven = await driveIssue(request, { world: PACKAGES });
  open.push(driven);
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

/** Everything there is, as it is, but for keys: no session may delete one, so they are retained. */
const resources = async (driven: Driven) =>
  (await driven.company.world.snapshot()).resources.filter(({ type }) => type !== 'AWS::KMS::Key');

const statuses = async (driven: Driven): Promise<readonly string[]> =>
  (await driven.company.world.snapshot()).stacks
    .filter((stack) => stack.name.startsWith('aws-coworker-'))
    .map((stack) => stack.status);

it('every type with a reviewed table is in one of the templates, or among those to come', () => {
  const types = GROUPS.flatMap((group) =>
    Object.values(group.before).map((resource) => resource.Type),
  );
  expect([...new Set([...types, ...TEMPLATES_TO_COME])].toSorted()).toEqual(tabledTypes());
  expect(TEMPLATES_TO_COME.filter((type) => types.includes(type))).toEqual([]);
});

describe.each(GROUPS)('a given template with $name', (group) => {
  const create = createGroup(group);

  it('is taken back whichever resource can not be made, then made, and nothing is denied', async () => {
    const driven = await drive(create);
    const empty = await resources(driven);
    const before: string[] = [];
    for (const id of [...Object.keys(group.before), LAST_ID]) {
      const again = before.length === 0 ? driven : await driveIn(driven.company, create);
      driven.company.world.fail(failing('create', id));
      await approveByDigest(again);
      before.push('ROLLBACK_COMPLETE');
      expect([id, await statuses(driven)]).toEqual([id, before]);
      expect([id, await resources(driven)]).toEqual([id, empty]);
      expect(await again.said()).toContain(id);
    }
    const made = await driveIn(driven.company, create);
    await approveByDigest(made);
    expect(await made.said()).toMatch(/^## Done /m);
    expect(await denials(driven)).toEqual([]);
  });

  it('is put back whichever change fails, then changed, and nothing is denied', async () => {
    const made = await drive(create);
    await approveByDigest(made);
    const before = await resources(made);
    const update = updateGroup(group, `aws-coworker-${made.issue}-law`);
    for (const id of [...Object.keys(group.after), LAST_ID]) {
      const changed = await driveIn(made.company, update);
      made.company.world.fail(failing('update', id));
      await approveByDigest(changed);
      expect([id, await statuses(made)]).toEqual([id, ['UPDATE_ROLLBACK_COMPLETE']]);
      expect([id, await resources(made)]).toEqual([id, before]);
      expect(await changed.said()).toContain(id);
    }
    const changed = await driveIn(made.company, update);
    await approveByDigest(changed);
    expect(await changed.said()).toMatch(/^## Done /m);
    expect(await statuses(made)).toEqual(['UPDATE_COMPLETE']);
    expect(await denials(made)).toEqual([]);
  });
});
