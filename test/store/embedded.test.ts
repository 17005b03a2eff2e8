import { openTestStore } from '../fakes/test-store.ts';
import { describeModelQuestions } from './model-contract.ts';
import { describeReceipts } from './receipt-contract.ts';
import { describeStore } from './store-contract.ts';

describeStore('embedded', () => openTestStore());
describeReceipts('embedded', () => openTestStore());
describeModelQuestions('embedded', () => openTestStore());
