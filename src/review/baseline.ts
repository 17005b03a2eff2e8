import type { Pillar, Severity } from './finding.ts';
import type { NamedCheckName } from './checks/named.ts';

/** A value that a check compares with. */
export type Scalar = string | number | boolean;

/** Tests of one property; exactly one of the tests is given. */
export interface PropertyCheck {
  /** Dotted path from the properties; empty for the element itself inside `some` and `each`. */
  readonly property: string;
  /** `text` is present, and neither a number nor a map. */
  readonly is?: 'present' | 'absent' | 'text' | undefined;
  readonly equals?: Scalar | undefined;
  readonly oneOf?: readonly Scalar[] | undefined;
  readonly noneOf?: readonly Scalar[] | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly startsWith?: string | undefined;
  readonly endsWith?: string | undefined;
  readonly contains?: string | undefined;
}

export interface ListCheck {
  readonly property: string;
  readonly where: Check;
}

/** Another resource of the template that names this one at the path `by`. */
export interface RelatedCheck {
  readonly types: readonly string[];
  readonly by: string;
  readonly where?: Check | undefined;
}

/** The resource of the template that this one names at `property`. */
export interface RefersCheck {
  readonly property: string;
  readonly types: readonly string[];
  readonly where: Check;
}

/** A check that is code, with its options. */
export interface NamedCheck {
  readonly named: NamedCheckName;
  readonly ports?: 'all' | readonly number[] | undefined;
  readonly except?: readonly number[] | undefined;
  /** Rules without IpProtocol open nothing: CloudFormation refuses them. */
  readonly needsProtocol?: boolean | undefined;
  readonly direction?: 'ingress' | 'egress' | undefined;
  readonly metrics?: readonly string[] | undefined;
  /** The fewest that do. */
  readonly min?: number | undefined;
  /** The most that do. */
  readonly max?: number | undefined;
  readonly types?: readonly string[] | undefined;
  readonly names?: readonly string[] | undefined;
  readonly values?: readonly string[] | undefined;
  readonly scope?: 'all' | 'service' | undefined;
  readonly member?: string | undefined;
  readonly document?: string | undefined;
  readonly property?: string | undefined;
  readonly properties?: readonly string[] | undefined;
  readonly actions?: readonly string[] | undefined;
  readonly data?: boolean | undefined;
  readonly reasoned?: boolean | undefined;
  readonly unconditional?: boolean | undefined;
  readonly policies?: { readonly types: readonly string[]; readonly by: string } | undefined;
  readonly where?: Check | undefined;
}

/** The closed language of checks. Every form answers pass, fail or unknown. */
export type Check =
  | PropertyCheck
  | { readonly all: readonly Check[] }
  | { readonly any: readonly Check[] }
  | { readonly not: Check }
  | { readonly some: ListCheck }
  | { readonly each: ListCheck }
  | { readonly related: RelatedCheck }
  | { readonly refers: RefersCheck }
  | NamedCheck;

/** The tier from which an item applies: it applies there and in every stricter one. */
export const ITEM_TIERS = ['sandbox', 'development', 'test', 'staging', 'production'] as const;
export type ItemTier = (typeof ITEM_TIERS)[number];

/** Where the evidence of an item is found; `plan` is what the steps do, judged by code. */
export const EVIDENCES = ['template', 'plan', 'live', 'person'] as const;
export type ItemEvidence = (typeof EVIDENCES)[number];

/** One item of a baseline. */
export interface BaselineItem {
  /** `PREFIX-NN`, never used again once it was published. */
  readonly id: string;
  readonly title: string;
  readonly pillar: Pillar;
  readonly severity: Severity;
  readonly from: ItemTier;
  /** CloudFormation types; `*` for every resource, `Template` for the whole, `Account` for live. */
  readonly types: readonly string[];
  readonly evidence: ItemEvidence;
  readonly isAdvisory: boolean;
  /** True for a rule of section 5 of the governance specification: it blocks in every tier. */
  readonly isPolicy: boolean;
  /** True for a rule that is shown only when it is broken. */
  readonly isSilent: boolean;
  /** The item of a laxer tier that this one stands in for. */
  readonly replaces?: string | undefined;
  readonly appliesWhen?: Check | undefined;
  /** Present when the evidence is the template. */
  readonly check?: Check | undefined;
  readonly remediation: string;
  readonly references: readonly string[];
}

/** The items of one service, or of one organization's extension. */
export interface Baseline {
  readonly service: string;
  readonly prefix: string;
  readonly file: string;
  readonly items: readonly BaselineItem[];
}
