import type { PlannedChange } from '../../plan/change.ts';
import type { Step } from '../../plan/step.ts';

/** From 8xlarge on a mistake costs more in a day than most resources in a month. */
const LARGE = /\.(8|9|1[0-9]|[2-9][0-9]|[1-9][0-9]{2})xlarge$|\.metal/;

const MEMBERS = ['InstanceType', 'DBInstanceClass', 'CacheNodeType'];

/** The instance type of a change, when it is a large one. */
export const largeInstanceOf = (step: Step, change: PlannedChange): string | undefined => {
  if (step.kind !== 'deploy' || change.action === 'delete') return undefined;
  const properties = step.template.Resources[change.logicalId]?.Properties;
  return MEMBERS.map((name) => properties?.[name])
    .filter((value) => typeof value === 'string')
    .find((value) => LARGE.test(value));
};
