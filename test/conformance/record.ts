import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../source-files.ts';
import { REFUSED } from './known-gaps.ts';
import { motoVersion } from './moto.ts';
import type { Gap } from './receipt.ts';

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

const SERVICES = 'docs/conformance-services.md';

const servicesPage = (lines: readonly string[]): string => `# Conformance of services

What the last full run of \`npm run conformance\` did with each service that \`moto_server\` really
makes, written by \`UPDATE=1 npm run conformance\`. Each was asked for in an issue, planned, approved,
carried out by change sets in \`athena-dev\`, seen by a witness with the service's own read, and undone
by \`/rollback\`; in \`hermes-test\` the same witness saw no change. See also
[conformance.md](conformance.md).

${lines.join('\n')}

## Left out, and why

- **Updates, and deletions by name**: that server has no Cloud Control, by which live properties are
  read before anything that exists is changed.
- **IAM, Lambda and whatever makes a role**: the server does not say which capabilities a change set
  has, so the deployer sees another change set than the approved one and refuses.
- **KMS keys**: once an alias is made, the server can not list what is in the stack.
- **Rules of EventBridge**: refused, since the policy by which a queue lets a rule in is not made there.
- **VPCs**: made with all their parts, but the server refuses to delete the stack before the network.
- **Key pairs, network ACLs, alarms, Aurora clusters, distributions, HTTP APIs, secrets and policies
  of buckets**: reported complete by that server, but not made.
- **Databases, load balancers, Auto Scaling groups, EKS**: not asked of that server yet.
`;

/** Writes the page of the services when it is asked for. */
export const writeServices = (lines: readonly string[]): void => {
  if (process.env['UPDATE'] !== '1') return;
  writeFileSync(join(ROOT, SERVICES), servicesPage(lines));
};
