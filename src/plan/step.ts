import type { AgentName } from '../task/agent-name.ts';
import type { AccountId, Region, StepId, TaskId } from '../task/ids.ts';
import type { JsonObject } from '../task/json.ts';
import type { ActionNeed } from './action-need.ts';
import type { PlannedChange } from './change.ts';
import type { ChangedPart } from './changed-since.ts';
import type { StackDrift } from './drift.ts';
import type { ChangeSetType, LiveValue } from './preview.ts';
import type { Template } from './template.ts';

/** Class of an operation; decides approval. Source: governance specification, section 1. */
export type OperationClass =
  | 'discovery'
  | 'preview'
  | 'non-destructive'
  | 'destructive'
  | 'sensitive';

export type Reversibility = 'reversible' | 'partly reversible' | 'irreversible';

/** How what a step did is undone. */
export interface Inverse {
  readonly reversibility: Reversibility;
  /** One sentence for people. */
  readonly summary: string;
}

interface StepBase {
  readonly id: StepId;
  readonly taskIds: readonly TaskId[];
  readonly accountId: AccountId;
  readonly region: Region;
  /** Counted from 1; steps of one phase do not depend on each other. */
  readonly phase: number;
  readonly summary: string;
  readonly ownerAgent: AgentName;
  readonly operationClass: OperationClass;
  readonly needs: readonly ActionNeed[];
  readonly inverse: Inverse;
  /** p95 minutes forward and back, from the table of the types concerned. */
  readonly slowestMinutes: number;
}

/** What is there already and becomes one resource of a stack. */
export interface ImportedResource {
  readonly logicalId: string;
  readonly type: string;
  /** As CloudFormation shows it in the change set and the stack afterwards. */
  readonly physicalId: string;
  /** The primary identifier of its type, such as `{ BucketName: ... }`. */
  readonly identifier: Readonly<Record<string, string>>;
}

/** Executes a change set of one stack: create and update. The default. */
export interface DeployStep extends StepBase {
  readonly kind: 'deploy';
  readonly stackName: string;
  readonly changeSetType: ChangeSetType;
  /** Present for a stack that is there: the one that was previewed. */
  readonly stackId?: string;
  /** Present for an import, and then all that the step does. */
  readonly imports?: readonly ImportedResource[];
  /** Present for a file that other people deploy elsewhere: no session here ever touches it. */
  readonly isProposed?: true;
  /** True for a template that a person gave, false for one of ours. */
  readonly isGiven: boolean;
  readonly template: Template;
  /** What an update takes out of its stack, as it stands there: its deletion needs rights too. */
  readonly leaving?: Template['Resources'];
  /** Present with `leaving`: the stack as it stands, with whose values what leaves was made. */
  readonly leavesFrom?: Pick<DeployStep, 'template' | 'parameters'>;
  /** As sent: for a given YAML template the original text, for ours canonical JSON. */
  readonly templateBody: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly changes: readonly PlannedChange[];
  /** sha256 of GetTemplate `Processed` of the change set; absent where there is no change set. */
  readonly processedTemplateHash?: string;
  /** `previewHash` of the change set as it was read; absent where there is no change set. */
  readonly previewHash?: string;
  /** Parameters as CloudFormation resolved them. */
  readonly resolvedParameters: Readonly<Record<string, string>>;
  /** What was changed outside the stack; present for an update with a change set. */
  readonly drift?: StackDrift;
  /** Read again just before execution: a difference stops the step. */
  readonly live?: readonly LiveValue[];
  /** For a rollback: how the stack is otherwise than the undone plan left it. */
  readonly since?: readonly ChangedPart[];
}

/** Deletes a stack that this application created. */
export interface RemoveStep extends StepBase {
  readonly kind: 'remove';
  readonly stackName: string;
  readonly stackId: string;
  /** What the stack holds now, for the price of what goes. */
  readonly template?: Template;
  /** For a rollback: how the stack is otherwise than the undone plan left it. */
  readonly since?: readonly ChangedPart[];
  readonly changes: readonly PlannedChange[];
}

/** Changes or deletes one resource through Cloud Control; for what no stack owns. */
export interface ChangeStep extends StepBase {
  readonly kind: 'change';
  readonly action: 'update' | 'delete';
  readonly typeName: string;
  readonly identifier: string;
  /** sha256 of the canonical properties read in planning. */
  readonly propertiesHash: string;
  /** RFC 6902, for an update. */
  readonly patch: readonly JsonObject[];
  readonly changes: readonly PlannedChange[];
}

/** One typed call of the operations catalogue. */
export interface OperateStep extends StepBase {
  readonly kind: 'operate';
  /** Name in the catalogue, such as `ec2:stop`. */
  readonly operation: string;
  readonly target: string;
  readonly input: JsonObject;
  /** Why data that the call takes away may go: a lifecycle by which all of it goes anyway. */
  readonly keptBy?: string;
  /** For a rollback that is continued: what the stack held when it was planned. */
  readonly stackTemplate?: Template;
  readonly changes: readonly PlannedChange[];
}

export type Step = DeployStep | RemoveStep | ChangeStep | OperateStep;

/** A step before it was previewed and numbered, as a service drafts it. */
type Hashes = 'processedTemplateHash' | 'previewHash';
type Previewed = 'changes' | 'resolvedParameters' | 'drift' | 'live' | Hashes;
type Undrafted = 'id' | 'phase' | Previewed;
export type DeployDraft = Omit<DeployStep, Undrafted>;
export type RemoveDraft = Omit<RemoveStep, 'id' | 'phase'>;
export type ChangeDraft = Omit<ChangeStep, 'id' | 'phase'>;
export type OperateDraft = Omit<OperateStep, 'id' | 'phase'>;
export type StepDraft = DeployDraft | RemoveDraft | ChangeDraft | OperateDraft;
