import { Fault, type FaultKind } from '../task/fault.ts';

/** What broke and what a person does about it. Neither holds a secret. */
export interface Explained {
  readonly found: string;
  readonly mend: string;
}

const MEND: Readonly<Record<FaultKind, string>> = {
  throttled: 'Wait a few minutes, and ask again.',
  unavailable: 'Look at the network, its proxies, and the address that is asked.',
  timeout: 'Look at the network, its proxies, and the address that is asked.',
  denied: 'Look at the credentials that this process was given.',
  'malformed-answer': 'Look at the address that is asked: something else answers there.',
  'broken-promise': 'Look at the address that is asked, and report it if it is the right one.',
};

/** Table: breaks of libraries that have a cause outside, by name or code. */
const KNOWN: Readonly<Record<string, Explained>> = {
  CredentialsProviderError: {
    found: 'no credentials of AWS were found',
    mend: 'Give this process the identity of its worker, or name a profile in AWS_PROFILE.',
  },
  EADDRINUSE: { found: 'the port is taken', mend: 'Name another in PORT.' },
  EACCES: { found: 'the port or the folder may not be used', mend: 'Look at PORT and DATA_DIR.' },
};

const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'no reason was given';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

/** The cause of a break, where it is known to lie outside this program; else undefined. */
export const explainKnown = (error: unknown): Explained | undefined => {
  if (error instanceof Fault) return { found: error.message, mend: MEND[error.kind] };
  const name = nameOf(error);
  return Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
};

/**
 * The cause of any break, for a row of an examination. A library's own words may hold what it was
 * given; its name does not.
 */
export const explainBreak = (error: unknown): Explained =>
  explainKnown(error) ?? {
    found: `it could not be checked: ${nameOf(error)}`,
    mend: MEND.denied,
  };

/**
 * Why a database can not be used, without its address: that may hold a password. Undefined for what
 * neither a server nor a system said.
 */
export const explainDatabase = (error: unknown): string | undefined => {
  if (error instanceof Fault) return `database: ${error.message}`;
  const isTold = error instanceof Error && 'code' in error;
  return isTold
    ? `database: it can not be used: ${nameOf(error)}. Look at DATABASE_URL.`
    : undefined;
};
