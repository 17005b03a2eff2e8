/** What the roles may write of one family of services; each list is a ceiling, not a grant. */
export interface Family {
  /** Ends the name of its managed policy, `AwsCoworkerDeploys<name>`. */
  readonly name: string;
  /** What CloudFormation may forward for a deployer or the pipeline. */
  readonly forwarded: readonly string[];
  /** What Cloud Control does with the operator's own session, beyond the operations. */
  readonly direct: readonly string[];
  /** Calls of the operations catalogue: the operator's, and the pipeline's after a merge. */
  readonly operations: readonly string[];
}
