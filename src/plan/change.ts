import type { AgentName } from '../task/agent-name.ts';
import type { Json } from '../task/json.ts';

/**
 * What happens to one resource. `replace` loses the old one; `import` takes what is there into a
 * stack, `release` out of it again, and both leave it as it is.
 */
export type ChangeAction = 'create' | 'change' | 'replace' | 'delete' | 'import' | 'release';

/** One property before and after; `undefined` where AWS did not show a value. */
export interface PropertyChange {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
  /** The side that is not there because the property is not set, where AWS says so. */
  readonly unset?: 'before' | 'after';
  /** Whether changing it replaces the resource, as the change set says. */
  readonly recreation?: 'Never' | 'Conditionally' | 'Always';
}

/** One resource that a step touches. */
export interface PlannedChange {
  readonly action: ChangeAction;
  readonly logicalId: string;
  readonly type: string;
  /** Name or id; for what is created, the explicit name if there is one. */
  readonly physicalId?: string;
  readonly ownerAgent: AgentName;
  readonly properties: readonly PropertyChange[];
  readonly losesData: boolean;
  /** IAM, security group, organization; encryption, logging, backup or policy of what exists. */
  readonly isSensitive: boolean;
  /** True for a replacement that CloudFormation only calls possible. */
  readonly isConditional: boolean;
  /**
   * Present where AWS says that nothing of it changes: the template follows what is there, or takes
   * out what is gone already.
   */
  readonly isOnlyRecorded?: true;
  /** Present for a `replace` by which nothing is lost: the next revision of the same family. */
  readonly isNewRevision?: true;
}
