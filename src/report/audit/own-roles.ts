import type { Finding } from '../../review/finding.ts';

/** The roles that people install for this application, by name. */
const OWN_ROLES: ReadonlySet<string> = new Set([
  'AwsCoworkerReader',
  'AwsCoworkerPreviewer',
  'AwsCoworkerOrganizationReader',
  'AwsCoworkerDeployer',
  'AwsCoworkerOperator',
  'AwsCoworkerPipeline',
  'aws-coworker-reader',
  'aws-coworker-deployer',
]);

/**
 * Table: what our own rules hold against our own roles, with the reason why it stays, as the test
 * of the templates in `infrastructure/` says it. Everything else counts for them as for any role.
 */
const ACCEPTED: Readonly<Record<string, string>> = {
  'IAM-02': 'a ceiling, each session is narrowed',
  'IAM-06': 'its tags are those of the stack that installs it',
  'IAM-11': 'it gives roles their boundary',
  'POLICY-IAM-05': 'it gives roles their boundary',
};

const OF_OWN = 'a role of this application: ';

/** True where a detail says why something is accepted of a role of this application. */
export const isOfOwnRole = (detail: string): boolean => detail.startsWith(OF_OWN);

/** What is accepted of this application's own roles is shown apart and not counted. */
export const setOwnApart = (finding: Finding): Finding => {
  const because = ACCEPTED[finding.item];
  const isOwn = finding.type === 'AWS::IAM::Role' && OWN_ROLES.has(finding.resource);
  if (!isOwn || because === undefined || finding.status !== 'FAIL') return finding;
  return { ...finding, isAdvisory: true, detail: `${OF_OWN}${because}` };
};
