/** A flat table of what each call to GitHub needs, and no more. */

/** Permissions of an installation token. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/**
 * By the form of the route; the first row that fits counts. Source: GitHub's list of permissions
 * required for GitHub Apps. `metadata: read` belongs to every token.
 */
const NEEDS: readonly (readonly [RegExp, Permissions])[] = [
  [/^GET \/repos\/[^/]+\/[^/]+\/issues/, { issues: 'read' }],
  [/^(?:POST|PUT|PATCH) \/repos\/[^/]+\/[^/]+\/issues/, { issues: 'write' }],
  [/^GET \/repos\/[^/]+\/[^/]+\/pulls/, { pull_requests: 'read' }],
  [/^(?:POST|PATCH) \/repos\/[^/]+\/[^/]+\/pulls/, { pull_requests: 'write' }],
  [/^GET \/repos\/[^/]+\/[^/]+\/commits\/[^/]+\/pulls$/, { pull_requests: 'read' }],
  [/^GET \/repos\/[^/]+\/[^/]+\/commits$/, { contents: 'read' }],
  [/^GET \/repos\/[^/]+\/[^/]+\/(?:contents|git|compare)\//, { contents: 'read' }],
  [/^(?:POST|PATCH) \/repos\/[^/]+\/[^/]+\/git\//, { contents: 'write' }],
  [/^POST \/repos\/[^/]+\/[^/]+\/check-runs$/, { checks: 'write' }],
  [/^GET \/repos\/[^/]+\/[^/]+\/branches\/[^/]+\/protection$/, { administration: 'read' }],
  [/^GET \/repos\/[^/]+\/[^/]+\/(?:rules\/branches|rulesets)\//, { administration: 'read' }],
  [/^GET \/repos\/[^/]+\/[^/]+\/environments\//, { actions: 'read' }],
  [/^GET \/repos\/[^/]+\/[^/]+\/collaborators\/[^/]+\/permission$/, { metadata: 'read' }],
  [/^GET \/repos\/[^/]+\/[^/]+$/, { metadata: 'read' }],
  [/^GET \/users\/[^/]+$/, { metadata: 'read' }],
  [/^GET \/installation\/repositories$/, { metadata: 'read' }],
  [/^GET \/orgs\/[^/]+\/teams\/[^/]+\/memberships\/[^/]+$/, { members: 'read' }],
];

/** What a route needs; undefined for one that is not in the table: such a call is not made. */
export const needsOf = (route: string): Permissions | undefined =>
  NEEDS.find(([pattern]) => pattern.test(route))?.[1];
