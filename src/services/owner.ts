import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../task/json.ts';

/** A JSON object of any members. */
export const jsonObjectSchema = z.custom<JsonObject>(isJsonObject);

/** One resource of a stack, as DescribeStackResources names it. */
const stackMemberSchema = z.object({
  logicalId: z.string(),
  type: z.string(),
  physicalId: z.string(),
});

/** A stack of this application as it is now: enough to update it, delete it and undo both. */
export const ownStackSchema = z.object({
  stackName: z.string(),
  stackId: z.string(),
  status: z.string(),
  hasRole: z.boolean(),
  parameters: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
  templateBody: z.string(),
  resources: z.array(stackMemberSchema),
});

/** Who may change an existing resource: nobody's stack, a stack of ours, or somebody else's. */
export const ownerSchema = z.discriminatedUnion('owner', [
  z.object({ owner: z.literal('nobody') }),
  z.object({ owner: z.literal('foreign'), stackName: z.string() }),
  z.object({ owner: z.literal('ours'), logicalId: z.string(), stack: ownStackSchema }),
]);

export type OwnStack = z.infer<typeof ownStackSchema>;
export type Owner = z.infer<typeof ownerSchema>;

const OUR_STACK = /^aws-coworker-[0-9]+-[a-z0-9-]+$/;

/** True for a name that our plans give: all that an empty stack has, because tags come later. */
export const hasOurName = (name: string): boolean => OUR_STACK.test(name);

/** What the template says of a stack that an import of ours makes: it takes no tags. */
export const importedFor = (issue: string): string => `Imported by AWS Coworker for ${issue}`;

const IMPORTED = /^Imported by AWS Coworker for [\w.-]+\/[\w.-]+\/issues\/([0-9]+)$/;

const isImportOf = (name: string, description: string): boolean =>
  IMPORTED.exec(description)?.[1] === /^aws-coworker-([0-9]+)-/.exec(name)?.[1];

/**
 * True for a stack that one of our plans made. The name alone proves nothing, and the stacks of
 * the application itself carry no issue number, so both name and tag must say so. CloudFormation
 * lets an import give a new stack no tag: there the description of its template stands for it, with
 * the number that the name has.
 */
export const isOurStack = (
  name: string,
  tags: Readonly<Record<string, string>>,
  description = '',
): boolean =>
  hasOurName(name) &&
  (tags['CoworkerManaged'] === 'true' ||
    (IMPORTED.test(description) && isImportOf(name, description)));
