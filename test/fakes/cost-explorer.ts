import type { BillSpec } from '../../sandbox/bill.ts';
import { AwsError } from '../../sandbox/aws-error.ts';
import type { Call } from '../../sandbox/services/call.ts';
import { costExplorerOperations } from '../../sandbox/services/cost-explorer.ts';
import type { AskCosts } from '../../src/report/cost/ask.ts';

const PAYER = '111111111111';

/** Cost Explorer of the sandbox without its world: the payer asks, nobody is denied. */
export const askBill =
  (bill: BillSpec, now: Date): AskCosts =>
  async ({ operation, input }) => {
    const state = { spec: { bill }, now, accounts: new Map(), toolingAccountId: '' };
    const call = { state, accountId: PAYER, operation, input } as unknown as Call;
    try {
      return { ok: true, output: costExplorerOperations[operation]?.run(call) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { name, message, $metadata } = error;
      return { ok: false, code: name, httpStatus: $metadata.httpStatusCode, message };
    }
  };
