import { KNOWLEDGE } from '../knowledge.ts';
import { table } from '../../src/reply/markdown.ts';
import { ownerOf } from '../../src/agents/roster.ts';
import { COMPUTE_PRICES } from '../../src/services/prices/compute-price-table.ts';
import { AS_OF, PRICES } from '../../src/services/prices/price-table.ts';
import { EDGE_PRICES } from '../../src/services/prices/edge-price-table.ts';
import { STANDING_PRICES } from '../../src/services/prices/standing-price-table.ts';
import { writesOf } from './permissions.ts';
import { limitWords, windowWords, type HealthRule } from '../../src/services/health-rule.ts';
import { allServices } from '../../src/services/registry.ts';
import type { Field, Service } from '../../src/services/service.ts';
import { dutyWord, serviceRows } from '../../src/report/services/judge-rows.ts';
import { NAMED_OPERATIONS } from '../../src/report/services/named-operations.ts';
import { DUTIES } from '../../src/report/services/rows.ts';
import { SHOWN_BY_STORIES } from '../../src/report/services/shown-by-stories.ts';
import type { BaselineItem } from '../../src/review/baseline.ts';

const columns = (...titles: readonly string[]) => titles.map((title) => ({ title }));

const boundsOf = ({ min, max }: Field): string => {
  if (min === undefined && max === undefined) return '';
  return ` (${min ?? ''} to ${max ?? ''})`;
};

const fieldRows = (service: Service): readonly (readonly string[])[] =>
  service.fields.map((field) => [
    `\`${field.name}\``,
    `${field.kind}${boundsOf(field)}`,
    field.requiredFor.map((task) => task.replace('Resource', '').toLowerCase()).join(', ') || 'no',
    field.hint,
  ]);

const typeRows = (service: Service): readonly (readonly string[])[] =>
  service.types.map((one) => [
    `\`${one.type}\``,
    one.isStateful ? 'yes' : 'no',
    `${one.slowestMinutes}`,
    one.createOnly === undefined || one.createOnly.length === 0
      ? 'none'
      : one.createOnly.map((name) => `\`${name}\``).join(', '),
    one.sensitiveProperties.includes('*')
      ? 'all'
      : one.sensitiveProperties.map((name) => `\`${name}\``).join(', ') || 'none',
  ]);

const permissionRows = (service: Service): readonly (readonly string[])[] =>
  service.types.map((one) => [
    `\`${one.type}\``,
    writesOf(one)
      .map((action) => `\`${action}\``)
      .join(', ') || 'none',
  ]);

const operationRows = (service: Service): readonly (readonly string[])[] =>
  service.operations.map((one) => [
    `\`${one.name}\``,
    one.operationClass,
    one.inverse.reversibility,
    one.inverse.summary,
  ]);

const healthLimit = (rule: HealthRule): string => {
  if (rule.source === 'configuration') return 'what its service says of it';
  const names = [...new Set(rule.measures.map(({ metric }) => `\`${metric}\``))].join(' + ');
  const [measure] = rule.measures;
  const statistic = `${measure?.namespace ?? ''} ${names}, ${measure?.statistic ?? ''}`;
  return `${statistic}: ${limitWords(rule)} ${windowWords(rule.window)}`;
};

const healthRows = (service: Service): readonly (readonly string[])[] =>
  service.health.map((rule) => [
    rule.name,
    rule.severity,
    rule.detail,
    healthLimit(rule),
    rule.source === 'metric' ? rule.noData : 'unknown',
  ]);

/** How many types have a check of their own; a type without one is unknown. */
const healthCoverage = (): string => {
  const checked = allServices.filter(({ health }) => health.length > 0).length;
  const percent = Math.floor((100 * checked) / allServices.length);
  return `${checked} of ${allServices.length} types have health checks (${percent} %).`;
};

/** Items that judge a type of this service, those of every resource left out. */
const rulesOf = (service: Service): readonly BaselineItem[] => {
  const types = new Set(service.types.map((one) => one.type));
  return KNOWLEDGE.baselines
    .flatMap((baseline) => baseline.items)
    .filter((item) => !item.isPolicy && item.types.some((type) => types.has(type)));
};

const ruleRows = (service: Service): readonly (readonly string[])[] => {
  const mended = new Set(service.remedies.map((remedy) => remedy.item));
  return rulesOf(service).map((item) => [
    `\`${item.id}\``,
    item.title,
    item.severity,
    item.from,
    mended.has(item.id) ? 'yes' : item.evidence === 'person' ? 'by a person' : 'no',
  ]);
};

const part = (
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string => (rows.length === 0 ? '' : `### ${title}\n\n${table(columns(...head), rows)}\n\n`);

const renderService = (service: Service): string =>
  [
    `## ${service.title}\n\n`,
    `\`${service.resourceType}\`, \`src/services/${service.key}\`, looked after by `,
    `${ownerOf(service.resourceType)}.\n\n`,
    part('Fields', ['Field', 'Kind', 'Needed for', 'What to write'], fieldRows(service)),
    part(
      'Types',
      ['Type', 'Holds data', 'Slowest minutes', 'Only at creation', 'Sensitive'],
      typeRows(service),
    ),
    part('Permissions', ['Type', 'Writes that a step can need'], permissionRows(service)),
    part('Operations', ['Operation', 'Class', 'Reversible', 'Undone by'], operationRows(service)),
    part(
      'Rules',
      ['Item', 'What it asks', 'Severity', 'From', '`/add` mends it'],
      ruleRows(service),
    ),
    part('Health', ['Check', 'Makes it', 'When', 'Measured', 'Without data'], healthRows(service)),
  ].join('');

const priceRows = (): readonly (readonly string[])[] =>
  Object.entries({ ...PRICES, ...COMPUTE_PRICES, ...STANDING_PRICES, ...EDGE_PRICES }).map(
    ([key, byRegion]) => [
      `\`${key}\``,
      byRegion['us-east-1'] === undefined ? 'not known' : `$${byRegion['us-east-1']}`,
      `${Object.keys(byRegion).length}`,
    ],
  );

const dutyTable = (): string =>
  table(
    [{ title: 'Service' }, ...DUTIES.map((title) => ({ title }))],
    serviceRows(KNOWLEDGE.baselines).map((row) => [
      row.service,
      ...DUTIES.map((duty) => dutyWord(row, duty)),
    ]),
  );

const operationTable = (): string =>
  table(
    columns('Service', 'Operation', 'Shown by'),
    Object.entries(NAMED_OPERATIONS).flatMap(([service, named]) =>
      Object.entries(named).map(([operation, keys]) => [
        service,
        operation,
        [...new Set(keys.map((key) => SHOWN_BY_STORIES[key] ?? 'nothing yet'))].join(', '),
      ]),
    ),
  );

/** Every service with its fields, types, operations, rules and health checks; then the prices. */
export const renderServices = (): string => `# Services

Generated from \`src/services/registry.ts\` and \`skills/\`. What a step may do in AWS is compiled from
\`src/services/<service>/permissions.ts\` for the properties that its template sets, and printed in each
plan under *All that can happen*; below is the most it can be. "From" is the tier from which an item applies; it applies in stricter ones too.
${healthCoverage()} At its limit a check still holds; the five minutes that are not over are left out.

## What is done for each service

Every service of the domain, built or not, as \`npx aws-coworker services\` prints it. *Yes* stands only
where a story in [test/conversations](../test/conversations/) shows it for each type that the row stands
for, and the test that tells the story passes. *Conformance* is the last recorded run over the wire:
*yes* where each type of the row that that server really makes was made, read back, updated or
operated where the server supports it, and deleted, and there is one at least
([conformance-services.md](conformance-services.md) names them, and what the server makes nothing of). *Refused* is what governance forbids in every tier. *Operations* is
*yes* where a story shows each operation that the domain names for the service, as listed below the
table, and *none* where it names none (\`false\` in JSON).

${dutyTable()}

${operationTable()}

${allServices.map(renderService).join('')}## Prices

On-demand list prices of ${AS_OF}, in US dollars. A region that is not in the table has no known price,
and the plan says so.

${table(columns('Key', 'us-east-1', 'Regions'), priceRows())}
`;
