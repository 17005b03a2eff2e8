import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allServices } from '../../src/services/registry.ts';
import { ROOT } from '../source-files.ts';
import { REFUSED } from './known-gaps.ts';
import { motoVersion } from './moto.ts';
import { UNFINISHED, UNMADE } from './not-here.ts';
import { gapsOf, type Gap } from './receipt.ts';
import type { ServiceRow } from './service-rows.ts';

/** What a full run showed. */
export interface ConformanceRun {
  readonly told: readonly string[];
  readonly gaps: readonly Gap[];
}

const emulateVersion = (): string => {
  const text = readFileSync(join(ROOT, 'node_modules/emulate/package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};

const page = ({ told, gaps }: ConformanceRun): string => `# Conformance

The last full run of \`npm run conformance\`, written by \`UPDATE=1 npm run conformance\` on
${new Date().toISOString().slice(0, 10)}. The application was started by \`npm start\` with the documented environment; GitHub was
\`emulate\` ${emulateVersion()} and AWS was \`moto_server\` ${motoVersion()}, both over HTTP. The organization had two member
accounts to execute in and one of production. What an account holds was read by a witness, with each
service's own calls.

## What ran

${told.map((sentence) => `- ${sentence}`).join('\n')}

## What the AWS server leaves out

The read-back is the same as against AWS, so the receipts name what this server did not make. The
list is asserted exactly: a difference more fails the run, and so does a difference less.

| Made | Check | What was found |
| --- | --- | --- |
${gaps.map(({ made, check, detail }) => `| ${made} | ${check} | ${detail} |`).join('\n')}

## What is refused there

Safety depends on these answers, so the application does without them as it would against AWS: it
says no. Asserted as well.

| Rollback of | Because |
| --- | --- |
${REFUSED.map(({ made, because }) => `| ${made} | ${because} |`).join('\n')}

## What the GitHub server leaves out

It knows no environments and no rulesets, and answers 404 where the production route asks for them.
A gateway of ours before it answers those three routes as GitHub would (an environment with reviewers
and protected branches, a rule that wants an approval of the last push, and no bypass), and changes
nothing that the server does answer. So the pull request itself is the server's, and the protection
that it is opened under is not.

## The cost report

\`moto_server\` answers GetCostAndUsage from a queue of results, so a report is made of them over HTTP
and its total is asserted to be its parts. It knows neither GetCostForecast nor GetAnomalies; the
report says that it does not know them.

## What can not be shown here

This server has no drift, no events of single resources, no rollback, no Cloud Control and no
\`Replacement\` in change sets, and it enforces no session policy, boundary, trust policy or service
control policy. Those are shown against the sandbox, whose rules are in \`sandbox/SPEC.md\`.
`;

/** Writes \`docs/conformance.md\` when it is asked for. */
export const writeRecord = (run: ConformanceRun): void => {
  if (process.env['UPDATE'] !== '1') return;
  writeFileSync(join(ROOT, 'docs/conformance.md'), page(run));
};

/** One row that ran to its end, with the last receipt of its batch. */
export interface RowRun {
  readonly row: ServiceRow;
  readonly receipt: string;
}

const SERVICES = 'docs/conformance-services.md';

const titleOf = (type: string): string =>
  allServices.find(({ resourceType }) => resourceType === type)?.title ?? type;

/** What was done with a service, in the order in which it was. */
const lineOf = (title: string, rows: readonly ServiceRow[]): string => {
  const orders = rows.flatMap((row) => row.orders ?? []).map(({ told }) => told);
  const updated = rows.some(({ update }) => update !== undefined) ? ['updated'] : [];
  const left = rows.flatMap((row) => row.left ?? []);
  const end = left.length === 0 ? '' : `, as the server says, which leaves ${left.join(', ')}`;
  return `- ${title}: ${['created', 'read back', ...updated, ...orders, 'deleted'].join(', ')}${end}.`;
};

const linesOf = (runs: readonly RowRun[]): readonly string[] => {
  const titles = [...new Set(runs.flatMap(({ row }) => row.titles))];
  return titles.map((title) =>
    lineOf(
      title,
      runs.map(({ row }) => row).filter((row) => row.titles.includes(title)),
    ),
  );
};

/** What the read-back found missing, each once. */
const missingOf = (runs: readonly RowRun[]): readonly string[] => {
  const gaps = [...new Set(runs.map(({ receipt }) => receipt))].flatMap(gapsOf);
  return [...new Set(gaps.map(({ made, check, detail }) => `- ${made}: ${check} ${detail}`))];
};

const servicesPage = (
  lines: readonly string[],
  missing: readonly string[],
): string => `# Conformance of services

What the last full run of \`npm run conformance\` did with each service that \`moto_server\` really
makes, written by \`UPDATE=1 npm run conformance\`. Each was asked for in an issue, planned, approved,
carried out by change sets in \`athena-dev\`, seen by a witness with the service's own read, and undone
by \`/rollback\`; in \`hermes-test\` the same witness saw no change. An update was asked for by an edit of
the issue, and an order by name in an issue of its own. See also [conformance.md](conformance.md).

## What ran

${lines.join('\n')}

## What the read-back found missing

The read-back is the same as against AWS, so the receipts name what this server did not make.

${missing.toSorted().join('\n')}

## Not made by that server

Taken in a template and reported complete, and not made: the run asks it for each of these.

${UNMADE.map((type) => `- ${titleOf(type)}`).join('\n')}

## Made there, and not run to its end

${Object.entries(UNFINISHED)
  .map(([type, why]) => `- ${titleOf(type)}: ${why}.`)
  .join('\n')}

## Left out, and why

- **Updates and deletions by name**: that server does not say which stack a resource is in, and has no
  Cloud Control, by which live properties of what no stack owns are read before they are changed. So
  a stack is updated by an edit of the issue that made it, and undone by \`/rollback\`.
- **Updates of log groups, tables, volumes, networks, task definitions, load balancers, policies and
  users**: that server does not update them in a stack; some it forgets. Of a role it leaves who may
  assume it as it was, and it makes no lifecycle of a bucket.
- **Updates of instances and Auto Scaling groups**: not asked of that server yet.
- **Policies of buckets, queues and topics**: not made there, and listed without a name, so that what is
  in the stack is not known and it is not deleted. They are left out by \`/skip\`.
- **A new database**: that server does not list engine versions, so that a replica is made instead.
`;

/** Gives what ran, and writes the page of the services when it is asked for. */
export const writeServices = (runs: readonly RowRun[]): string => {
  const lines = linesOf(runs);
  if (process.env['UPDATE'] === '1')
    writeFileSync(join(ROOT, SERVICES), servicesPage(lines, missingOf(runs)));
  return lines.join('\n');
};
