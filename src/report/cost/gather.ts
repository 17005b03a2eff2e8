import { Fault, type FaultKind } from '../../task/fault.ts';
import type { AskCosts, CostRequest, Known } from './ask.ts';
import { joinPages, parseBill, type Bill, type BillPage } from './bill.ts';
import { parseAnomalies, parseForecast, type Anomaly, type Forecast } from './outlook.ts';
import {
  askAnomalies,
  askByAccount,
  askByRecord,
  askByTag,
  askForecast,
  askLateAnomalies,
  askOnDemand,
  billMetric,
  type CostScope,
} from './questions.ts';
import type { Days, ReportWindow } from './window.ts';

/** Everything that was asked of Cost Explorer for one report, and what it came to. */
export interface GatheredCosts {
  readonly byAccount: Known<Bill>;
  readonly byTag: Known<Bill>;
  readonly byRecord: Known<Bill>;
  readonly forecast: Known<Forecast>;
  readonly anomalies: Known<readonly Anomaly[]>;
  /** Requests and pages that were paid for. */
  readonly requests: number;
}

interface Asker {
  /** Counts, and answers why not when nothing more may be asked. */
  readonly ask: (request: CostRequest, next?: string) => Promise<Known<unknown>>;
  readonly count: () => number;
}

const NO_DATA =
  'Cost Explorer has no data for these days: where it was never opened, open it once in the ' +
  'billing console of the management account and wait for a day';

const BROKEN: Readonly<Record<FaultKind, string>> = {
  throttled: 'Cost Explorer had too many requests, also after waiting',
  unavailable: 'Cost Explorer was not available',
  timeout: 'Cost Explorer did not answer in time',
  denied: 'the session for Cost Explorer was denied',
  'malformed-answer': 'Cost Explorer did not answer as it should',
  'broken-promise': 'the question could not be asked',
};

const reasonOf = (
  request: CostRequest,
  said: { readonly code: string; readonly httpStatus: number },
): string => {
  const isDenied = said.code === 'AccessDeniedException' || said.httpStatus === 403;
  if (isDenied) return `the permission \`ce:${request.operation}\` is missing`;
  if (said.code === 'DataUnavailableException') return NO_DATA;
  return `Cost Explorer answered \`${said.code}\` to ${request.operation}`;
};

const createAsker = (ask: AskCosts, mostRequests: number): Asker => {
  let count = 0;
  return {
    count: () => count,
    ask: async (request, next) => {
      if (count >= mostRequests) {
        return { ok: false, because: `more than ${mostRequests} requests would be needed` };
      }
      count += 1;
      const input = next === undefined ? request.input : { ...request.input, NextPageToken: next };
      const said = await ask({ ...request, input });
      return said.ok
        ? { ok: true, value: said.output }
        : { ok: false, because: reasonOf(request, said) };
    },
  };
};

/** Reads every page of one list. A list that is not whole is none: its sum would be a lie. */
const readPages = async <Page extends { readonly next?: string }>(
  asker: Asker,
  request: CostRequest,
  parse: (output: unknown) => Known<Page>,
): Promise<Known<readonly Page[]>> => {
  const pages: Page[] = [];
  let next: string | undefined;
  do {
    const said = await asker.ask(request, next);
    if (!said.ok) return said;
    const page = parse(said.value);
    if (!page.ok) return page;
    pages.push(page.value);
    next = page.value.next;
  } while (next !== undefined);
  return { ok: true, value: pages };
};

const readBill = async (
  asker: Asker,
  request: CostRequest,
  scope: CostScope,
): Promise<Known<Bill>> => {
  const parse = (output: unknown): Known<BillPage> => parseBill(output, billMetric(scope.metric));
  const pages = await readPages(asker, request, parse);
  return pages.ok ? joinPages(pages.value) : pages;
};

const readAnomalies = async (
  asker: Asker,
  request: CostRequest,
): Promise<Known<readonly Anomaly[]>> => {
  const pages = await readPages(asker, request, parseAnomalies);
  if (!pages.ok) return pages;
  return { ok: true, value: pages.value.flatMap(({ anomalies }) => anomalies) };
};

const readForecast = async (asker: Asker, request: CostRequest): Promise<Known<Forecast>> => {
  const said = await asker.ask(request);
  return said.ok ? parseForecast(said.value) : said;
};

/** A question that broke costs the report its answer, not the answers that were paid for. */
const orGap = async <T>(asked: Promise<Known<T>>): Promise<Known<T>> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Fault) return { ok: false, because: BROKEN[error.kind] };
    throw error;
  }
};

/**
 * Asks the five questions of a report, each once for the whole scope and one after the other. What
 * is refused or breaks is named and the rest goes on; only the first one, without which there is no
 * total, throws its `Fault`. At most `mostRequests` requests, pages included.
 */
export const gatherCosts = async (
  ask: AskCosts,
  about: { readonly scope: CostScope; readonly window: ReportWindow },
  mostRequests: number,
): Promise<GatheredCosts> => {
  const { scope, window } = about;
  const asker = createAsker(ask, mostRequests);
  const byRecord = await readBill(asker, askByRecord(scope, window), scope);
  const byAccount = await orGap(readBill(asker, askByAccount(scope, window), scope));
  const byTag = await orGap(readBill(asker, askByTag(scope, window), scope));
  const forecast = await orGap(readForecast(asker, askForecast(scope, window)));
  const anomalies = await orGap(readAnomalies(asker, askAnomalies(window)));
  return { byAccount, byTag, byRecord, forecast, anomalies, requests: asker.count() };
};

/** Asks what some days cost on demand: one request and its pages, at most `mostRequests`. */
export const gatherOnDemand = async (
  ask: AskCosts,
  about: { readonly scope: CostScope; readonly days: Days },
  mostRequests: number,
): Promise<{ readonly bill: Known<Bill>; readonly requests: number }> => {
  const asker = createAsker(ask, mostRequests);
  const asked = readBill(asker, askOnDemand(about.scope, about.days), about.scope);
  return { bill: await orGap(asked), requests: asker.count() };
};

/** Asks for the anomalies of the last days: one request and its pages, at most `mostRequests`. */
export const gatherAnomalies = async (
  ask: AskCosts,
  today: string,
  mostRequests: number,
): Promise<{
  readonly anomalies: Known<readonly Anomaly[]>;
  readonly requests: number;
}> => {
  const asker = createAsker(ask, mostRequests);
  const anomalies = await orGap(readAnomalies(asker, askLateAnomalies(today)));
  return { anomalies, requests: asker.count() };
};
