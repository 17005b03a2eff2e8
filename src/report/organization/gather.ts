import { z } from 'zod';
import { readPage } from '../../services/facts.ts';
import type { AwsReader } from '../../services/aws-reader.ts';
import type { Region } from '../../task/ids.ts';
import type { Decided } from '../../task/refusal.ts';

/** A service control policy by its name, with what it binds; its content is not read. */
export interface ControlPolicy {
  readonly name: string;
  readonly isOfAws: boolean;
  /** Names of organizational units and accounts, and `Root`. */
  readonly targets: readonly string[];
}

/** Policies of the organization, or why they are not known. */
export type ControlPolicies =
  | { readonly policies: readonly ControlPolicy[] }
  | { readonly unread: string };

const policiesSchema = z.object({
  Policies: z
    .array(
      z.object({ Id: z.string(), Name: z.string().default(''), AwsManaged: z.boolean().nullish() }),
    )
    .nullish(),
  NextToken: z.string().nullish(),
});
const targetsSchema = z.object({
  Targets: z.array(z.object({ TargetId: z.string(), Name: z.string().nullish() })).nullish(),
  NextToken: z.string().nullish(),
});

interface Listing<T> {
  readonly operation: string;
  readonly input: Readonly<Record<string, string>>;
  readonly shape: z.ZodType<T>;
}

const readPages = async <T extends { readonly NextToken?: string | null | undefined }>(
  reader: AwsReader,
  region: Region,
  { operation, input, shape }: Listing<T>,
): Promise<readonly T[]> => {
  const pages: T[] = [];
  let token: string | undefined;
  do {
    const call = {
      client: 'Organizations',
      operation,
      region,
      input: { ...input, ...(token === undefined ? {} : { NextToken: token }) },
    };
    const page = await readPage(reader, call, shape);
    pages.push(page);
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return pages;
};

const FILTER = { Filter: 'SERVICE_CONTROL_POLICY' };

const readPolicies = async (reader: AwsReader, region: Region): Promise<ControlPolicy[]> => {
  const listed = { operation: 'ListPolicies', input: FILTER, shape: policiesSchema };
  const pages = await readPages(reader, region, listed);
  const found: ControlPolicy[] = [];
  // One after the other: Organizations throttles who asks side by side.
  for (const { Id, Name, AwsManaged } of pages.flatMap(({ Policies }) => Policies ?? [])) {
    const bound = { operation: 'ListTargetsForPolicy', input: { PolicyId: Id } };
    const targets = await readPages(reader, region, { ...bound, shape: targetsSchema });
    const names = targets.flatMap((page) => page.Targets ?? []).map((one) => one.Name ?? '');
    found.push({ name: Name, isOfAws: AwsManaged === true, targets: names.toSorted() });
  }
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

/** Reads which service control policies there are; what can not be read is said, not hidden. */
export const gatherPolicies = async (
  open: () => Promise<Decided<AwsReader>>,
  region: Region,
): Promise<ControlPolicies> => {
  const reader = await open();
  if (!reader.ok) return { unread: reader.refusal.because };
  try {
    return { policies: await readPolicies(reader.value, region) };
  } catch (error) {
    return { unread: error instanceof Error ? error.message : 'AWS did not answer' };
  }
};
