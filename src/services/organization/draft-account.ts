import type { DeployDraft } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { targetOf, textOf } from '../task-values.ts';
import { accountFactsSchema, type AccountFacts } from './facts-schema.ts';

type Unit = AccountFacts['units'][number];

/**
 * AWS's rule for the address of an account: 6 to 64 ASCII characters, one `@`, no blanks, quotes or
 * marks of a list before it, no dot at an end or twice, no hyphen at an end of a label behind it.
 * Source: AWS Organizations, API reference, CreateAccount, Email.
 */
const LOCAL = String.raw`[!#$*+/0-9=?A-Z^_a-z{}~-]+`;
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const EMAIL = new RegExp(String.raw`^(?=.{6,64}$)${LOCAL}(?:\.${LOCAL})*@${LABEL}(?:\.${LABEL})+$`);
const NAME = /^[A-Za-z0-9][A-Za-z0-9 _.-]{0,49}$/;

/** AWS makes a role of this name in the new account, for the people of the management account. */
const ROLE = 'OrganizationAccountAccessRole';

const malformed = (what: string, next: string): Refusal => ({
  code: 'malformed-value',
  because: what,
  next,
});

const taken = (name: string): Refusal => ({
  code: 'name-taken',
  because: `There is an account named \`${name}\` in the organization already.`,
  next: 'Use that one: close this issue. Or edit it, and give the new one a name of its own.',
});

const noUnit = (asked: string, units: readonly Unit[]): Refusal => ({
  code: 'target-not-found',
  because: `There is no organizational unit \`${asked}\` in the organization.`,
  next: `Name one of these: ${units
    .filter(({ path }) => path !== '')
    .map(({ path }) => `\`${path}\``)
    .join(', ')}.`,
});

const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** A unit by its whole path, or by its own name where only one is called so. */
const unitCalled = (units: readonly Unit[], asked: string): Unit | undefined => {
  const below = units.filter(({ path }) => path !== '');
  const exact = below.find(({ path }) => sameText(path, asked));
  if (exact !== undefined) return exact;
  const named = below.filter(({ path }) => sameText(path.split('/').at(-1) ?? '', asked));
  return named.length === 1 ? named[0] : undefined;
};

/** Whose it is; what an account is for is said by its unit. */
const tagsOf = (context: DraftContext, name: string): readonly JsonObject[] =>
  Object.entries(context.tagsFor(name))
    .filter(([key]) => !['Name', 'Environment', 'Confidentiality'].includes(key))
    .map(([Key, Value]) => ({ Key, Value }));

const templateOf = (
  context: DraftContext,
  account: { readonly name: string; readonly email: string; readonly unit: Unit },
): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Resources: {
    Account: {
      Type: 'AWS::Organizations::Account',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        AccountName: account.name,
        Email: account.email,
        ParentIds: [account.unit.id],
        RoleName: ROLE,
        Tags: tagsOf(context, account.name),
      },
    },
  },
});

const refusalOf = (
  facts: AccountFacts,
  asked: { readonly name: string; readonly email: string },
): Refusal | undefined => {
  const { name, email } = asked;
  if (!NAME.test(name))
    return malformed(
      'The name of an account has letters, digits, blanks and `_ . -`, at most 50.',
      'Edit the issue and give another name.',
    );
  if (!EMAIL.test(email))
    return malformed(
      'The address of an account has 6 to 64 characters, one `@`, no blanks or quotes, and none ' +
        'of `( ) [ ] : ; , \\ | % & < >`; no dot stands at an end, nor two in a row.',
      'Edit the issue and give an address that your people read, such as `aws+lab@acme.example`.',
    );
  if (facts.names.some((one) => sameText(one, name))) return taken(name);
  return undefined;
};

/** AWS takes an address once, and people tell accounts by their names. */
const sharedWith = (
  { name, email }: { readonly name: string; readonly email: string },
  beside: readonly MutationTask[],
): Refusal | undefined => {
  const one = beside.find(
    (other) => sameText(targetOf(other), name) || sameText(textOf(other, 'email') ?? '', email),
  );
  if (one === undefined) return undefined;
  const what = sameText(targetOf(one), name) ? `the name \`${name}\`` : `the address ${email}`;
  return {
    code: 'contradictory',
    because: `Two new accounts of this issue have ${what}.`,
    next: 'Edit the issue: give each a name and an address of its own, or leave one.',
  };
};

/**
 * A new account as a file for the people of the organization: never previewed, never executed here
 * and left alone by the deployment. Pure.
 */
export const draftAccount = (
  context: DraftContext,
  stored: JsonObject,
  beside: readonly MutationTask[] = [],
): Decided<Draft> => {
  const facts = accountFactsSchema.parse(stored);
  const name = targetOf(context.task);
  const email = textOf(context.task, 'email') ?? '';
  const refusal = refusalOf(facts, { name, email }) ?? sharedWith({ name, email }, beside);
  if (refusal !== undefined) return refused(refusal);
  const asked = textOf(context.task, 'unit') ?? '';
  const unit = unitCalled(facts.units, asked);
  if (unit === undefined) return refused(noUnit(asked, facts.units));
  const draft: DeployDraft = createStack(context, templateOf(context, { name, email, unit }), {
    summary: `propose the account ${name} in the unit ${unit.path} (${unit.tier})`,
    inverse: {
      reversibility: 'irreversible',
      summary:
        'none: an account is closed by the people of the organization, and stays for 90 days',
    },
  });
  return accepted({
    steps: [{ ...draft, operationClass: 'sensitive', isProposed: true }],
    deviations: [],
  });
};
