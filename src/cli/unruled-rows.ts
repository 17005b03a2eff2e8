import type { Template } from '../plan/template.ts';
import type { Baseline } from '../review/baseline.ts';
import type { ReviewRow } from '../review/review-rows.ts';
import { neverTypes, silenced } from '../services/cloudformation-template/never.ts';
import type { Objection } from '../services/cloudformation-template/objection.ts';
import type { Tier } from '../task/tier.ts';

/** One template of a file, and what it is judged by. */
export interface Unruled {
  readonly file: string;
  readonly template: Template;
  readonly tier: Tier;
  readonly baselines: readonly Baseline[];
}

const neverRow = ({ file, template }: Unruled, { path, message }: Objection): ReviewRow => {
  const resource = path[1] ?? '';
  return {
    file,
    rule: 'never-do',
    resource,
    type: template.Resources[resource]?.Type ?? '',
    pillar: 'Security',
    severity: 'Critical',
    status: 'BLOCKED',
    advisory: false,
    detail: message,
    remediation: 'Take it out of the template; no plan does this, and no approval lets it pass.',
    references: [],
  };
};

/** What no plan may ever do, in whatever tier it stands. */
export const neverRows = (unruled: Unruled): readonly ReviewRow[] => {
  const given = { template: unruled.template, parameters: {}, tier: unruled.tier };
  return [silenced, neverTypes]
    .flatMap((check) => check(given))
    .map((objection) => neverRow(unruled, objection));
};

/** Resources that no rule knows by their type, so that nobody takes silence for a pass. */
export const unknownRows = ({ file, template, baselines }: Unruled): readonly ReviewRow[] => {
  const known = new Set(baselines.flatMap(({ items }) => items.flatMap(({ types }) => types)));
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => !known.has(Type))
    .map(([resource, { Type }]) => ({
      file,
      rule: '',
      resource,
      type: Type,
      pillar: '',
      severity: '',
      status: 'UNKNOWN',
      advisory: true,
      detail: `no rule here is about ${Type}`,
      remediation: 'Have a person look at it; the rules of every service stand in skills/aws/.',
      references: [],
    }));
};
