import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { boundaryArn, IAM_PATH } from '../acts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { PassedRole } from './facts-schema.ts';
import { EDIT } from '../edit-issue.ts';

/** For which service a role is named, and in which field. */
export interface Passing {
  readonly field: string;
  readonly service: string;
}

const passRefusal = (
  { account }: DraftContext,
  role: PassedRole,
  service: string,
): Refusal | undefined => {
  if (role.path !== IAM_PATH || role.boundary !== boundaryArn(account.id))
    return {
      code: 'missing-permission',
      because:
        `The role \`${role.name}\` is not under \`${IAM_PATH}\` and its boundary, ` +
        'so no session of this application may pass it on.',
      next: `Leave the role out to get one of its own, or ask for an IAM role first. ${EDIT}`,
    };
  if (role.trust.includes(service)) return undefined;
  return {
    code: 'malformed-value',
    because: `The role \`${role.name}\` does not trust ${service}.`,
    next: `Name another role, or leave it out. ${EDIT}`,
  };
};

/** The ARN to use: of a role that exists, or that an earlier task of this issue makes. Pure. */
export const decidePassedRole = (
  context: DraftContext,
  role: PassedRole | null,
  { field, service }: Passing,
): Decided<string | undefined> => {
  const named = textOf(context.task, field)?.split('/').at(-1);
  if (named === undefined) return accepted(undefined);
  if (role !== null) {
    const refusal = passRefusal(context, role, service);
    return refusal === undefined ? accepted(role.arn) : refused(refusal);
  }
  if (context.task.dependencies.length > 0)
    return accepted(`arn:aws:iam::${context.account.id}:role${IAM_PATH}${named}`);
  return refused({
    code: 'target-not-found',
    because: `There is no role named \`${named}\` in ${context.account.name}.`,
    next: `Leave the role out to get one of its own, or ask for it first. ${EDIT}`,
  });
};
