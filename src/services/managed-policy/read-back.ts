import { readBackIam } from '../iam-role/read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

/** Reads a managed policy back by IAM's own call. */
export const readBackManagedPolicy = async (input: ReadBackInput): Promise<ReadBackCheck> =>
  await readBackIam(input);
