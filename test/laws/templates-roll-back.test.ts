import { afterEach, describe, expect, it } from 'vitest';
import type { FailureSpec } from '../../sandbox/world-spec.ts';
import { tabledTypes } from '../../src/services/type-tables.ts';
import { approveByDigest, driveIn } from '../conversations/drive.ts';
import { openCompany, type Company } from '../conversations/company.ts';
import { createGroup, deleteGroup, LAST_ID, updateGroup, type Asked } from './group-requests.ts';
import { STANDING } from './group-parts.ts';
import { deleteAgain, deployAgain, recordActs, type Act, type Recorder } from './recorded-acts.ts';
import { ACCOUNT_GROUPS } from './account-groups.ts';
import { COMPUTE_GROUPS } from './compute-groups.ts';
import { DATA_GROUPS } from './data-groups.ts';
import { EDGE_GROUPS } from './edge-groups.ts';
import { NETWORK_GROUPS } from './network-groups.ts';
import { sweep } from './sweep.ts';
import { TEMPLATES_TO_COME } from './templates-to-come.ts';
import { MORE_TEMPLATE_GROUPS } from './more-template-groups.ts';
import { TEMPLATE_GROUPS, type Changes, type TemplateGroup } from './template-groups.ts';

const GROUPS = [
  ...TEMPLATE_GROUPS,
  ...MORE_TEMPLATE_GROUPS,
  ...NETWORK_GROUPS,
  ...COMPUTE_GROUPS,
  ...DATA_GROUPS,
  ...EDGE_GROUPS,
  ...ACCOUNT_GROUPS,
];

const open: Company[] = [];
afterEach(async () => {
  for (const company of open.splice(0)) await company.close();
});

type Operation = 'create' | 'update' | 'delete';

const failing = (operation: Operation, logicalId: string): readonly FailureSpec[] => [
  {
    match: { logicalId, operation },
    times: 1,
    error: { name: 'InternalFailure', httpStatus: 500, message: 'Internal Failure' },
  },
];

const PREVIEWER_READS_NO_PARAMETER =
  /^arn:aws:sts::\d+:assumed-role\/AwsCoworkerPreviewer\/\S+ ssm:GetParameters on /;

/**
 * What was denied, but for the one call that has to be: the previewer reads no parameter's value,
 * and the plan says that the drift of such a resource could not be told.
 */
const denials = async ({ world }: Company): Promise<readonly string[]> =>
  (await world.snapshot()).calls
    .filter((call) => call.decision === 'denied')
    .map((call) => `${call.principal} ${call.action} on ${call.resource}: ${call.reason}`)
    .filter((line) => !PREVIEWER_READS_NO_PARAMETER.test(line));

/** A group whose stack the application has made. */
interface Standing {
  readonly company: Company;
  readonly recorder: Recorder;
  readonly group: TemplateGroup;
  readonly name: string;
}

const isKept = (group: TemplateGroup, id: string): boolean =>
  group.before[id]?.DeletionPolicy === 'Retain';

/** Types of what the group's template keeps when its stack goes. */
const keptTypes = (group: TemplateGroup): ReadonlySet<string> => {
  const kept = Object.entries(group.before).filter(([id]) => isKept(group, id));
  return new Set(kept.map(([, { Type }]) => Type));
};

/** Everything there is, as it is, but for these types. */
const resources = async ({ world }: Company, but: ReadonlySet<string> = new Set()) =>
  (await world.snapshot()).resources.filter(({ type }) => !but.has(type));

/** Nobody deletes a key, and the next one has another id: it is in no one's way. */
const swept = async (company: Company, group: TemplateGroup) => {
  const kept = keptTypes(group);
  await sweep(company, kept.difference(new Set(['AWS::KMS::Key'])));
  return resources(company, kept.intersection(new Set(['AWS::KMS::Key'])));
};

/** How the newest stack of a name stands, the deleted ones included. */
const statusOf = async ({ company, name }: Standing): Promise<string | undefined> =>
  (await company.world.snapshot()).stacks.findLast((stack) => stack.name === name)?.status;

const approved = async (company: Company, request: { title: string; body: string }) => {
  const driven = await driveIn(company, request);
  await approveByDigest(driven);
  return driven;
};

const executed = ({ acts }: Recorder): Act => {
  const act = acts.at(-1);
  if (act === undefined) throw new Error('nothing was executed');
  return act;
};

it('every type with a reviewed table is in one of the templates, or among those to come', () => {
  const types = GROUPS.flatMap((group) =>
    Object.values(group.before).map((resource) => resource.Type),
  );
  const toCome = Object.keys(TEMPLATES_TO_COME);
  expect([...new Set([...types, ...toCome])].toSorted()).toEqual(tabledTypes());
  expect(toCome.filter((type) => types.includes(type))).toEqual([]);
});

/** Properties that change, and each handler call that may fail when they do. */
interface Change extends Asked {
  readonly failures: readonly (readonly [Operation, string])[];
}

const each = (operation: Operation, changes: Changes): Change['failures'] =>
  Object.keys(changes).map((id) => [operation, id] as const);

/** What changes in place has changed already when something is replaced. */
const changesOf = ({ after, replaced }: TemplateGroup): readonly Change[] => {
  const inPlace = { properties: after, mark: 'v2:b', failures: each('update', after) };
  if (replaced === undefined) return [inPlace];
  const both = Object.entries({ ...after, ...replaced }).map(
    ([id, more]) => [id, { ...after[id], ...more }] as const,
  );
  return [
    inPlace,
    { properties: Object.fromEntries(both), mark: 'v2:c', failures: each('create', replaced) },
  ];
};

/** The application changes the stack and fails at the end, then its rights are tried elsewhere. */
const isPutBack = async (standing: Standing, change: Change): Promise<void> => {
  const { company, recorder, group, name } = standing;
  const before = await resources(company);
  company.world.fail(failing('update', LAST_ID));
  const driven = await approved(company, updateGroup(group, name, change));
  expect(await driven.said()).toMatch(/^## Failed after /m);
  const act = executed(recorder);
  expect(act.previewed?.input.ChangeSetType).toBe('UPDATE');
  expect(await statusOf(standing)).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await resources(company)).toEqual(before);
  for (const [operation, id] of change.failures) {
    company.world.fail(failing(operation, id));
    await deployAgain(company, act);
    expect([id, await statusOf(standing)]).toEqual([id, 'UPDATE_ROLLBACK_COMPLETE']);
    expect([id, await resources(company)]).toEqual([id, before]);
  }
  await deployAgain(company, act);
  expect(await statusOf(standing)).toBe('UPDATE_COMPLETE');
};

/** Each resource refuses to go once; what is left goes the next time, until nothing is left. */
const isGoneInTheEnd = async (standing: Standing): Promise<void> => {
  const { company, recorder, group, name } = standing;
  const ids = Object.keys(group.before).filter((id) => !isKept(group, id));
  for (const id of ids) company.world.fail(failing('delete', id));
  const driven = await approved(company, deleteGroup(name));
  if (ids.length === 0) expect(await driven.said()).toMatch(/^## Done /m);
  if (ids.length > 0) expect(await driven.said()).toMatch(/^## Failed after /m);
  const act = executed(recorder);
  expect(act.previewed).toBeUndefined();
  const seen = [await statusOf(standing)];
  expect(seen).toEqual([ids.length === 0 ? 'DELETE_COMPLETE' : 'DELETE_FAILED']);
  while (seen.at(-1) === 'DELETE_FAILED' && seen.length <= ids.length) {
    await deleteAgain(company, act);
    seen.push(await statusOf(standing));
  }
  expect(seen.at(-1)).toBe('DELETE_COMPLETE');
};

/** Nothing is left of a stack of which one resource can not be made, whichever it is. */
const isTakenBack = async (standing: Standing, create: Act): Promise<void> => {
  const { company, group } = standing;
  const empty = await swept(company, group);
  for (const id of [...Object.keys(group.before), LAST_ID]) {
    company.world.fail(failing('create', id));
    const stackId = await deployAgain(company, create);
    expect([id, await statusOf(standing)]).toEqual([id, 'ROLLBACK_COMPLETE']);
    expect([id, await swept(company, group)]).toEqual([id, empty]);
    await deleteAgain(company, executed(standing.recorder), stackId);
  }
};

describe.each(GROUPS)('a given template with $name', (group) => {
  it('is made, changed, deleted, and taken back whatever fails; nothing is denied', async () => {
    const recorder = recordActs();
    const company = await openCompany({ world: STANDING, intercept: recorder.intercept });
    open.push(company);
    const empty = await swept(company, group);
    const made = await approved(company, createGroup(group));
    expect(await made.said()).toMatch(/^## Done /m);
    const create = executed(recorder);
    const name = `aws-coworker-${made.issue}-law`;
    const standing = { company, recorder, group, name };
    for (const change of changesOf(group)) await isPutBack(standing, change);
    if (group.isProtected !== true) {
      await isGoneInTheEnd(standing);
      expect(await swept(company, group)).toEqual(empty);
      await isTakenBack(standing, create);
    }
    expect(await denials(company)).toEqual([]);
  });
});
