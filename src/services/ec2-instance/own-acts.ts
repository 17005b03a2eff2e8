import { inThisStack, regionalArn } from '../acts.ts';
import type { NeedInput } from '../service.ts';
import type { Act } from '../type-table.ts';

/** What exists is named by its id; what this stack makes, by the stack's own tag. */
const isMade = (input: NeedInput): boolean => input.physicalId !== undefined;

const idsOf =
  (kind: string) =>
  (input: NeedInput): readonly string[] => [
    regionalArn('ec2', input, `${kind}/${input.physicalId ?? '*'}`),
  ];

/** The instance by its id, or any before it has one. */
export const instances = idsOf('instance');
/** The group by its id, or any before it has one. */
export const groups = idsOf('security-group');

/**
 * Everything of EC2 in this account and region. Written only beside a condition that binds it to
 * this stack or to the creating call: the kinds that do not carry such a key are not allowed by it,
 * and one resource list for all of them keeps the session policy short enough.
 */
export const bound = (input: NeedInput): readonly string[] => [regionalArn('ec2', input, '*')];

/** A call on one resource of this stack, before or after its id is known. */
export const onOwn = (
  action: string,
  resources: (input: NeedInput) => readonly string[],
): readonly Act[] => [
  { action, resources, when: isMade },
  {
    action,
    resources: bound,
    conditions: inThisStack,
    when: (input) => !isMade(input) || input.action === 'replace',
  },
];

/** A call on the instance of this stack. */
export const onInstance = (action: string): readonly Act[] => onOwn(action, instances);
/** A call on the group of this stack. */
export const onGroup = (action: string): readonly Act[] => onOwn(action, groups);

/** What is made must carry the application's tag in the very call that makes it. */
export const ASKED = { StringEquals: { 'aws:RequestTag/CoworkerManaged': 'true' } };

/** Tags are written by the two creating calls only, never on what exists elsewhere. */
export const tagAtCreation: Act = {
  action: 'ec2:CreateTags',
  resources: bound,
  conditions: () => ({
    StringEquals: { 'ec2:CreateAction': ['CreateSecurityGroup', 'RunInstances'] },
  }),
  when: (input) => input.action !== 'change',
};

const whenChanged =
  (resources: (input: NeedInput) => readonly string[]) =>
  (action: string): Act => ({ action, resources, when: (input) => input.action === 'change' });

/** Tags that change on what exists already. */
export const retag = (resources: (input: NeedInput) => readonly string[]): readonly Act[] =>
  ['ec2:CreateTags', 'ec2:DeleteTags'].map(whenChanged(resources));
