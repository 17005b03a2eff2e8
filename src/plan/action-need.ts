/** IAM condition block: operator, then key, then values. */
export type Conditions = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

/** Why a step needs an action. `rollback` undoes the step inside CloudFormation or by us. */
export type NeedPurpose = 'forward' | 'rollback' | 'read';

/** One action a step needs, on exactly these resources. */
export interface ActionNeed {
  /** `service:Action`, as IAM writes it. */
  readonly action: string;
  /** ARNs or ARN patterns; `*` only where the action supports nothing else. */
  readonly resources: readonly string[];
  readonly conditions?: Conditions;
  readonly purpose: NeedPurpose;
  /** `cloudformation`: only as a forwarded call (`aws:CalledVia`). `direct`: by our own session. */
  readonly via: 'cloudformation' | 'direct';
}
