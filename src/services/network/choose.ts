import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { EDIT } from '../edit-issue.ts';

const listed = (rows: readonly { readonly id: string; readonly name: string }[]): string =>
  rows
    .slice(0, 8)
    .map((row) => (row.name === '' ? `\`${row.id}\`` : `\`${row.id}\` (${row.name})`))
    .join(', ');

const notFound = (kind: string, named: string): Refusal => ({
  code: 'target-not-found',
  because: `There is no ${kind} \`${named}\` in this account and region.`,
  next: `Mend its name or id. ${EDIT}`,
});

const choose = (kind: string, rows: Parameters<typeof listed>[0], field = kind): Refusal => ({
  code: 'missing-field',
  because: `Several could be the ${kind}: ${listed(rows)}.`,
  next: `Edit the issue and name one by its id, in a line \`${field}: …\`.`,
});

const isNamed =
  (named: string) =>
  (row: { readonly id: string; readonly name: string }): boolean =>
    row.id === named || row.name === named;

/** Exactly one of the rows that a name or id means. */
export const oneOf = <T extends { readonly id: string; readonly name: string }>(
  kind: string,
  named: string,
  rows: readonly T[],
): Decided<T> => {
  const [first, ...others] = rows.filter(isNamed(named));
  if (first === undefined) return refused(notFound(kind, named));
  return others.length === 0 ? accepted(first) : refused(choose(kind, [first, ...others]));
};

/** One VPC of the account. */
export interface KnownVpc {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
}

/** The VPC that was named, else the default one, else the only one; several are asked about. */
export const decideVpc = <T extends KnownVpc>(
  context: DraftContext,
  facts: { readonly vpcs: readonly T[] },
): Decided<T> => {
  const named = textOf(context.task, 'vpc');
  if (named !== undefined) return oneOf('vpc', named, facts.vpcs);
  const preferred = facts.vpcs.find((vpc) => vpc.isDefault);
  const [first, ...others] = preferred === undefined ? facts.vpcs : [preferred];
  if (first === undefined) {
    return refused({
      code: 'target-not-found',
      because: `The account ${context.account.name} has no VPC in ${context.region}.`,
      next: `Name another region, or ask for a VPC first. ${EDIT}`,
    });
  }
  return others.length === 0 ? accepted(first) : refused(choose('vpc', facts.vpcs));
};

/** One subnet of the account. */
interface KnownSubnet {
  readonly id: string;
  readonly name: string;
  readonly vpcId: string;
}

const liesElsewhere = (subnet: KnownSubnet, vpc: KnownVpc): Refusal => ({
  code: 'contradictory',
  because:
    `The subnet ${listed([subnet])} lies in the VPC \`${subnet.vpcId}\`, and the VPC that is ` +
    `named is ${listed([vpc])}.`,
  next: `Name a subnet of that VPC, or the VPC of that subnet. ${EDIT}`,
});

/** The subnet that a word in a field means: where a VPC is named as well, one of that alone. */
export const decideNamedSubnet = <T extends KnownSubnet>(
  context: DraftContext,
  facts: { readonly vpcs: readonly KnownVpc[]; readonly subnets: readonly T[] },
  { field, named }: { readonly field: 'subnet' | 'subnets'; readonly named: string },
): Decided<T> => {
  const all = facts.subnets.filter(isNamed(named));
  const [somewhere] = all;
  const vpc = textOf(context.task, 'vpc') === undefined ? undefined : decideVpc(context, facts);
  if (vpc?.ok === false) return vpc;
  const inside = vpc === undefined ? all : all.filter(({ vpcId }) => vpcId === vpc.value.id);
  const [first, ...others] = inside;
  if (first !== undefined)
    return others.length === 0 ? accepted(first) : refused(choose('subnet', inside, field));
  return refused(
    vpc === undefined || somewhere === undefined
      ? notFound('subnet', named)
      : liesElsewhere(somewhere, vpc.value),
  );
};
