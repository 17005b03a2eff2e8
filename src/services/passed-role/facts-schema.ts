import { z } from 'zod';

/** A role that exists and that a request names for a service to take. */
export const passedRoleSchema = z.object({
  name: z.string(),
  arn: z.string(),
  path: z.string(),
  boundary: z.string(),
  /** Who may take it, as IAM gives the document. */
  trust: z.string(),
});

export type PassedRole = z.infer<typeof passedRoleSchema>;
