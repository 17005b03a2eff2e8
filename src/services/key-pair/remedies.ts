import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const KEY_PAIR_TEMPLATE_TYPES: readonly string[] = ['AWS::EC2::KeyPair'];

/** None: a key pair has tags and a key, and nothing else that a rule could mend. */
export const keyPairRemedies: readonly Remedy[] = [];
