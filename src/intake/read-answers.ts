import type { AwsAccount } from '../task/account.ts';
import { isMutationDraft } from './assemble.ts';
import { draftForm } from './draft-form.ts';
import { findPlaces } from './find-places.ts';
import type { FormText } from './read-form.ts';
import { parseMarkdown, readAnswer } from './read-markdown.ts';
import { withTables } from './unread-tables.ts';
import { withContent } from './read-content.ts';
import { withFences } from './read-fences.ts';
import type { Where } from './resolve-places.ts';
import type { Problem, TaskDraft } from './task-draft.ts';
import type { ReadRequest } from './request.ts';
import { INJECTION } from './words/phrases.ts';

const asPlace = (answer: string, word: string): string =>
  answer === '' ? '' : `${word} ${answer.replaceAll('`', '')}`;

/** Reads the answers of a form: its fields say where, and its details may not say otherwise. */
export const readAnswers = (
  title: string,
  form: FormText,
  accounts: readonly AwsAccount[],
): ReadRequest => {
  const details = readAnswer(parseMarkdown(form.fields.get('details') ?? ''));
  const draft = draftForm(form, details, accounts);
  const account = form.fields.get('account') ?? '';
  const region = form.fields.get('region') ?? '';
  const { fences, tables } = details;
  const given = withFences(draft, draft.placeText, fences);
  return {
    drafts: [
      withTables(withContent(given, { fences, others: [], words: draft.placeText }), tables),
    ],
    hasInstructions: INJECTION.test([...form.fields.values()].join('\n')),
    words: `${title}\n${draft.placeText}`,
    isAboutOrganization: false,
    placesFor: () => ({
      account: [account === '' ? '' : accountAnswer(account, accounts)],
      region: [asPlace(regionAnswer(region), 'region')],
    }),
    clashes: (_, where) => formClash(draft, where, accounts),
  };
};

/** The answer stands where an account stands, so whatever is no account is an unknown one. */
const accountAnswer = (answer: string, accounts: readonly AwsAccount[]): string => {
  const places = findPlaces(`account ${answer}`, accounts);
  const isKnown = places.accounts.length > 0 || places.isEveryAccount;
  if (/^(?:all|every|\*)$/i.test(answer)) return 'all accounts';
  return isKnown ? `account ${answer}` : `account x-${answer.replaceAll(/\W+/g, '-')}`;
};

const regionAnswer = (answer: string): string => {
  if (/^(?:all|every|\*)$/i.test(answer)) return 'all regions';
  if (answer === '' || /^(?:global|n\/?a|none|-)$/i.test(answer)) return '';
  const places = findPlaces(answer, []);
  const isRead =
    places.regions.length > 0 || places.unknownRegions.length > 0 || places.isEveryRegion;
  return isRead
    ? answer
    : `xx-${
        answer
          .replaceAll(/[^A-Za-z]+/g, '')
          .slice(0, 20)
          .toLowerCase() || 'x'
      }-0`;
};

/** The details name another account or region than the field. */
const formClash = (
  draft: TaskDraft,
  where: Where,
  accounts: readonly AwsAccount[],
): readonly Problem[] => {
  if (!isMutationDraft(draft)) return [];
  const said = findPlaces(draft.placeText, accounts);
  const isOther =
    where.accounts !== 'all' && said.accounts.some((account) => !where.accounts.includes(account));
  const isElsewhere =
    typeof where.regions !== 'string' &&
    where.regions.length > 0 &&
    [...said.regions, ...said.zoneRegions].some(
      (region) => !where.regions.includes(region as never),
    );
  return [
    ...(isOther || said.unknownAccounts.length > 0
      ? [{ field: 'account', reason: 'contradictory' } as const]
      : []),
    ...(isElsewhere ? [{ field: 'region', reason: 'contradictory' } as const] : []),
  ];
};
