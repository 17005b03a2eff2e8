/** Branded ids: a string that means something has a type. This file is where brands are given. */

declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

/** Twelve digits, as AWS Organizations gives them. */
export type AccountId = Brand<'AccountId'>;
/** A region code of the commercial partition, such as `us-east-1`; not proof that it is enabled. */
export type Region = Brand<'Region'>;
/** `sha256` over the canonical plan, 64 lower-case hex digits. Its first twelve are its name. */
export type PlanDigest = Brand<'PlanDigest'>;
/** `task-<n>`, counted from 1 inside one issue. */
export type TaskId = Brand<'TaskId'>;
/** `step-<n>`, counted from 1 inside one plan. */
export type StepId = Brand<'StepId'>;
/** Unique for each planning attempt; names the change sets. Never part of a digest. */
export type PlanId = Brand<'PlanId'>;

/** Reads exactly twelve ASCII digits; anything else is undefined. */
export const parseAccountId = (text: string): AccountId | undefined =>
  /^[0-9]{12}$/.test(text) ? (text as AccountId) : undefined;

/** Reads the shape of a region code; whether it exists is decided by `isKnownRegion`. */
export const parseRegion = (text: string): Region | undefined =>
  /^[a-z]{2}(-[a-z]+)+-[0-9]$/.test(text) ? (text as Region) : undefined;

/** Reads 64 lower-case hex digits. */
export const parsePlanDigest = (text: string): PlanDigest | undefined =>
  /^[0-9a-f]{64}$/.test(text) ? (text as PlanDigest) : undefined;

/** Reads what may stand in a change-set name and a client token: letters, digits, hyphens. */
export const parsePlanId = (text: string): PlanId | undefined =>
  /^[a-z0-9][a-z0-9-]{0,63}$/.test(text) ? (text as PlanId) : undefined;

/** The id of the n-th task of an issue, counted from 1. */
export const taskId = (n: number): TaskId => `task-${n}` as TaskId;

/** The id of the n-th step of a plan, counted from 1. */
export const stepId = (n: number): StepId => `step-${n}` as StepId;

/** The twelve digits people see and type. Only a name: what is compared is the whole digest. */
export const shortDigest = (digest: PlanDigest): string => digest.slice(0, 12);
