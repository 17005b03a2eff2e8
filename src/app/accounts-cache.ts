/** Key of the cached organization: the reader writes it, the orchestrator reads it. */
export const ACCOUNTS_KEY = 'accounts';

/** Seconds for which the list of accounts is good enough to plan with. */
export const ACCOUNTS_MAX_AGE_SECONDS = 900;
