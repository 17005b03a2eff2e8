import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { decideFound, draftByIdChange, draftByIdCreate } from '../by-id/draft.ts';
import type { ByIdFacts } from '../by-id/facts-schema.ts';
import { draftTags } from '../by-id/tag-call.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import { TAG_KEY_PAIR } from './operations.ts';
import { keyPairTable } from './permissions.ts';
import { KEY_PAIR_TEMPLATE_TYPES } from './remedies.ts';
import { keyPairTemplate } from './template.ts';

const TITLE = 'key pair';

const RULE: ExistingRule = {
  title: TITLE,
  table: keyPairTable,
  types: KEY_PAIR_TEMPLATE_TYPES,
  remedies: [],
  edit: (properties) => properties,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'import the public key again; instances keep the one they were launched with',
  },
};

/** Of 2048 bits, the shortest that is still taken to be safe: its words in base 64. */
const SHORTEST_RSA = 360;

const NO_PRIVATE_KEY: Refusal = {
  code: 'never-do',
  because:
    'A key pair without a public key has its private half made by AWS and shown once: it would ' +
    'stand in this issue for everybody who reads it, so none is ever made.',
  next:
    'Make the pair where it is used, `ssh-keygen -t ed25519 -f deploy-laptop`, and add a line ' +
    '`Public key: ssh-ed25519 AAAA…` with the content of `deploy-laptop.pub` to the issue. ' +
    'Better still, reach instances by Session Manager, which needs no key.',
};

const keyRefusal = (key: string | undefined): Refusal | undefined => {
  if (key === undefined) return NO_PRIVATE_KEY;
  const [kind = '', words = ''] = key.split(' ');
  const isKnown = /^ssh-(rsa|ed25519)$/.test(kind) && /^[A-Za-z0-9+/]{60,}={0,2}$/.test(words);
  if (!isKnown)
    return {
      code: 'malformed-value',
      because: 'What was given is no public key that EC2 takes.',
      next: 'Give the line of the `.pub` file: `ssh-ed25519` or `ssh-rsa` and its words.',
    };
  if (kind === 'ssh-ed25519' || words.length >= SHORTEST_RSA) return undefined;
  return {
    code: 'malformed-value',
    because: 'The RSA key is shorter than 2048 bits, which is no longer safe.',
    next: 'Make another with `ssh-keygen -t ed25519` and give its public half.',
  };
};

const createKeyPair = (context: DraftContext, facts: ByIdFacts): Decided<Draft> => {
  const key = textOf(context.task, 'publicKey');
  const refusal = keyRefusal(key);
  if (refusal !== undefined || key === undefined) return refused(refusal ?? NO_PRIVATE_KEY);
  const name = targetOf(context.task);
  const template = keyPairTemplate(context, key);
  return draftByIdCreate(context, facts, { title: TITLE, name, template });
};

const FIXED: Refusal = {
  code: 'unsupported-task',
  because:
    'Nothing of a key pair that a stack owns can be changed: CloudFormation would make another ' +
    'for a new tag.',
  next: 'Import the public key under another name with its tags, and delete the old pair.',
};

/** Only tags change, and only of a pair that no stack owns. */
const updateKeyPair = (context: DraftContext, facts: ByIdFacts): Decided<Draft> => {
  const one = decideFound(context, TITLE, facts.found);
  if (!one.ok) return one;
  if (facts.owner.owner !== 'nobody') return refused(FIXED);
  const { id, identifier } = one.value;
  const tags = facts.properties?.['Tags'];
  const thing = { type: 'AWS::EC2::KeyPair', target: identifier, id, tags } as const;
  return accepted(draftTags(context, TAG_KEY_PAIR, thing));
};

/** Pure: what a task for a key pair becomes, or why it can not be. */
export const draftKeyPair = (context: DraftContext, facts: ByIdFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createKeyPair(context, facts);
  return taskType === 'UpdateResource'
    ? updateKeyPair(context, facts)
    : draftByIdChange(context, facts, RULE);
};
