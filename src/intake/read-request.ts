import { regex } from './words/regex.ts';
import type { AwsAccount } from '../task/account.ts';
import type { AwsTaskType } from '../task/aws-task.ts';
import { onlyType } from './decide-type.ts';
import type { ReadRequest } from './request.ts';
import { readAnswers } from './read-answers.ts';
import { placeOrders } from './place-orders.ts';
import { withAliasWords } from './alias-words.ts';
import { asksSavings } from './asks-savings.ts';
import { draftQuestion, draftQuestions, draftSavings } from './draft-question.ts';
import { withConditions } from './find-conditions.ts';
import type { FreeText } from './free-text.ts';
import { findPlaces } from './find-places.ts';
import { orderTasks, shareFields } from './order-tasks.ts';
import { readForm } from './read-form.ts';
import { parseMarkdown, readVisible, type Visible } from './read-markdown.ts';
import { readOrders, type Order, type Orders } from './read-orders.ts';
import { withTables } from './unread-tables.ts';
import { withContent } from './read-content.ts';
import { withFences } from './read-fences.ts';
import { inTheirNetwork } from './in-it.ts';
import { namedBeside } from './named-beside.ts';
import { listOrders } from './list-orders.ts';
import { otherTier } from './other-tier.ts';
import type { Where } from './resolve-places.ts';
import { aboutDrift, aboutOrganization, speaksOfOrganization } from './about-question.ts';
import { isMutationDraft } from './assemble.ts';
import { sift, type Sifted } from './sift.ts';
import { splitSentences, type Sentence } from './split-sentences.ts';
import type { Problem, TaskDraft } from './task-draft.ts';

/** Readings that need no verb, from the domain's table of words. */
const NOMINAL: readonly (readonly [AwsTaskType, RegExp])[] = [
  [
    'HealthCheck',
    regex(
      'iu',
      String.raw`\bhealth(?: check| status| report)?\b|\bstatus of\b|\bstatus report\b|`,
      'chequeo de salud|(?:revisión|estado|control) (?:del? )?(?:la )?salud|',
      'contrôle de santé|état de santé|bilan de santé|verificação de (?:saúde|',
      String.raw`integridade)|zustandsprüfung|gesundheits\w*|ヘルスチェック|健全性|`,
      '健康检查|健康状况',
    ),
  ],
  [
    'SecurityAudit',
    regex(
      'iu',
      String.raw`\b(?:security )?audit\b|\bcompliance\b|\bsecurity posture\b|`,
      String.raw`\bsecurity review\b|\b(?:publicly )?exposed\b|auditor[íi]a|`,
      'audit de sécurité|sicherheits(?:prüfung|audit|überprüfung)|',
      'セキュリティ監査|监控合规|安全审计|安全检查',
    ),
  ],
  [
    'OptimizeCosts',
    regex(
      'iu',
      String.raw`\bsavings?\b|\bidle\b|\bcosts?\b|\bspend(?:ing)?\b|\bright-?siz\w*|`,
      String.raw`\bbudget\b|ahorros?|costes?|costos?|économies|coûts?|economias?|`,
      String.raw`custos?|kosten|einspar\w*|コスト|節約|成本|费用`,
    ),
  ],
  [
    'DiscoverResources',
    regex(
      'iu',
      String.raw`\b(?:list|inventory|overview) of\b|\binventario\b|\binventaire\b|`,
      String.raw`\binventário\b|\bwould like to know\b|\bneed to know\b|`,
      String.raw`\bwant to know\b|一覧|清单`,
    ),
  ],
];

/** A wish in nouns: "health status of all resources". Only readings are understood so. */
const nominal = (sentences: readonly Sentence[], free: FreeText): TaskDraft | undefined => {
  const found = NOMINAL.flatMap(([taskType, pattern]) => {
    const lines = sentences.map(({ text }) => text).filter((text) => pattern.test(text));
    return lines.length === 0 ? [] : [{ taskType, lines }];
  })[0];
  if (found === undefined) return undefined;
  const { context } = free;
  return draftQuestion(
    found.lines,
    { ...free, context: onlyType(context) === undefined ? '' : context },
    { taskType: found.taskType },
  );
};

const MUTATES =
  /\b(?:delet|remov|terminat|stop|resiz|scal|creat|updat|chang|drop|tear|reboot|shut)\w*/iu;
const NOT_YET: Problem = { field: 'taskType', reason: 'contradictory' };

/** Above this no order is looked at: `caps.tasksPerIssue` can not be set higher. */
export const MOST_READ = 20;
/** What is kept of the words around an order: enough for "it" and "the cluster". */
const LONGEST_AROUND = 6000;

const unread = ({ text }: Order): TaskDraft => ({
  parameters: new Map(),
  problems: [],
  clause: text,
  placeText: '',
  dependsOn: [],
});

const draftOrders = (read: Orders, free: FreeText): readonly TaskDraft[] => {
  if (read.orders.length > MOST_READ) return read.orders.map(unread);
  const placed = placeOrders(read, free);
  const drafts = inTheirNetwork(
    namedBeside(
      shareFields(
        orderTasks(placed, [free.context, ...read.orders.map(({ text }) => text)].join('\n')),
      ),
    ),
  );
  const beside = read.questions.map(({ text }) => text);
  const bound = withConditions(placed, drafts, {
    lines: [free.told, ...beside],
    title: free.context.slice(free.told.length),
  });
  const isAsked = read.questions.some(({ text }) => MUTATES.test(text));
  const isDoubtful = isAsked && drafts.some(isMutationDraft);
  return isDoubtful
    ? bound.map((draft) => ({ ...draft, problems: [...draft.problems, NOT_YET] }))
    : bound;
};

/** A question beside orders is talk, but one about savings is asked by nothing else. */
const savingsBeside = (read: Orders, free: FreeText): readonly TaskDraft[] =>
  draftSavings(read.questions.map(({ text }) => text).filter(asksSavings), {
    ...free,
    context: '',
  }).filter(({ taskType }) => taskType === 'OptimizeCosts');

const draftAll = (
  { sentences: given }: Sifted,
  title: string,
  accounts: readonly AwsAccount[],
): readonly TaskDraft[] => {
  const sentences = withAliasWords(given);
  const read = listOrders(sentences, readOrders(sentences));
  const told = read.context.join('\n').slice(0, LONGEST_AROUND);
  const context = `${told}\n${title}`.slice(0, LONGEST_AROUND);
  const everything = [title, ...sentences.map(({ text }) => text)]
    .join('\n')
    .slice(0, LONGEST_AROUND);
  const free: FreeText = { accounts, context, told, everything };
  if (read.orders.length > 0) return [...draftOrders(read, free), ...savingsBeside(read, free)];
  if (read.questions.length > 0)
    return draftQuestions(
      read.questions.map(({ text }) => text),
      free,
    );
  const reading = nominal(sentences, free);
  return reading === undefined ? [] : [reading];
};

/** The title stands above every block. */
const above = (sentence: Sentence): Sentence => ({ ...sentence, block: -1 });

const titleSentences = (title: string): readonly Sentence[] => {
  const text = title.replace(/^\s*(?:\[[^\]]{1,20}\]|[a-z]{1,10}:)\s*/i, '');
  return splitSentences([{ kind: 'paragraph', text }]).map(above);
};

const readFree = (
  title: string,
  visible: Visible,
  accounts: readonly AwsAccount[],
): ReadRequest => {
  const sifted = sift(splitSentences(visible.blocks));
  const own = draftAll(sifted, title, accounts);
  const heading = sift(titleSentences(title)).sentences;
  const whole = { ...sifted, sentences: [...heading, ...sifted.sentences] };
  const isTitled = own.length === 0 && !(sifted.hasInstructions && sifted.sentences.length === 0);
  const found = isTitled ? draftAll(whole, '', accounts) : own;
  const body = sifted.sentences.map(({ text }) => text).join('\n');
  const everything = `${title}\n${body}`;
  const isAbout = speaksOfOrganization(everything) && found.every((one) => !isMutationDraft(one));
  const fenced = found.map((one) => {
    const draft = isAbout ? aboutOrganization(one) : aboutDrift(one, everything);
    return withFences(draft, body, visible.fences);
  });
  return {
    drafts: fenced.map((given) => {
      const others = fenced.filter((other) => other !== given);
      const { fences } = visible;
      return withTables(withContent(given, { fences, others, words: body }), visible.tables);
    }),
    hasInstructions: sifted.hasInstructions,
    words: everything,
    isAboutOrganization: isAbout,
    placesFor: (draft) => {
      if (found.length === 1) return { account: [body, title], region: [body, title] };
      const texts = [draft.placeText, body, title];
      const others = found.filter((one) => one !== draft);
      const isOfAll =
        draft.taskType === 'OptimizeCosts' &&
        findPlaces(draft.placeText, accounts).accounts.length > 0;
      const region = isOfAll ? [draft.placeText, without(body, others), title] : texts;
      return { account: texts, region };
    },
    clashes: (draft, where) => {
      const named = titleClash(draft, where, findPlaces(title, accounts).accounts);
      return named.length > 0 ? named : otherTier(draft, where, { text: everything, accounts });
    },
  };
};

/** A text without the words of some orders: what one of them names is no place of another. */
const without = (text: string, drafts: readonly TaskDraft[]): string =>
  drafts
    .flatMap(({ clause }) => clause.split('\n'))
    .reduce((rest, line) => (line.trim() === '' ? rest : rest.replace(line, ' ')), text);

/** A change asked for in one account under a title that names another. */
const titleClash = (
  draft: TaskDraft,
  where: Where,
  named: readonly string[],
): readonly Problem[] => {
  if (!isMutationDraft(draft) || where.accounts === 'all') return [];
  const [account] = where.accounts;
  const isOther = account !== undefined && named.length > 0 && !named.includes(account);
  return isOther ? [{ field: 'account', reason: 'contradictory' }] : [];
};

/** Reads a form when the body is one, else free text. */
export const readRequest = (
  title: string,
  body: string,
  accounts: readonly AwsAccount[],
): ReadRequest => {
  const page = parseMarkdown(body);
  const form = readForm(page);
  if (form !== undefined) return readAnswers(title, form, accounts);
  return readFree(title, readVisible(page), accounts);
};
