import type { AwsAccount } from '../../task/account.ts';
import type { ModelDatum } from '../../task/model-message.ts';
import type { RequestText } from '../intake-result.ts';
import { requestWords } from './request-words.ts';

/** A name that an organization gives its account; what else may stand there is left out. */
const plainName = (name: string): string => name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '').slice(0, 50);

const accountLine = ({ name, persona, tier, regions }: AwsAccount): string =>
  [
    plainName(name),
    ...(persona === undefined ? [] : [`called ${persona}`]),
    tier,
    regions.join(' '),
  ].join(', ');

/** More accounts than this are not told: the request must name its own. */
const MOST_ACCOUNTS = 100;

const LEFT_OUT = 'Sentences that spoke to the application were left out.';

/**
 * All that a model is told of a request: its visible words without what speaks to the application,
 * and the names of the accounts. No ids beyond those that the person wrote, no facts of AWS, no
 * names of people. A request with a secret never comes this far: the rules refuse it first.
 */
export const requestData = (
  issue: Pick<RequestText, 'title' | 'body'>,
  accounts: readonly AwsAccount[],
): readonly ModelDatum[] => {
  const { text, hasInstructions } = requestWords(issue);
  const names = accounts.slice(0, MOST_ACCOUNTS).map(accountLine).join('\n');
  return [
    { label: 'request', text },
    { label: 'accounts', text: names },
    ...(hasInstructions ? [{ label: 'note', text: LEFT_OUT }] : []),
  ];
};
