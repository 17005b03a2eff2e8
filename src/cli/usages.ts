/**
 * How each command is typed, after `aws-coworker`: said by the help, by the README, and with every
 * refusal of arguments.
 */
export const SERVE_USAGE = 'serve [--role all|orchestrator|reader|deployer|model] [--sandbox URL]';
export const PLAN_USAGE = 'plan ISSUE.md [--sandbox] [--format markdown|json]';
export const REVIEW_USAGE = 'review TEMPLATE... --tier TIER [--format table|json]';
export const DOCTOR_USAGE = 'doctor [--role ROLE] [--format table|json] [--sandbox URL]';
export const AGENTS_USAGE = 'agents [--format table|json]';
export const AUDIT_USAGE =
  'audit [--account ACCOUNT]... [--region REGION]... [--format table|json|markdown] [--long] ' +
  '[--sandbox]';
export const SERVICES_USAGE = 'services [--format table|json]';
