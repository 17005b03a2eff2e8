import { openTestStore } from '../fakes/test-store.ts';
import { describeReceipts } from './receipt-contract.ts';
import { describeStore } from './store-contract.ts';

describeStore('embedded', () => openTestStore());
describeReceipts('embedded', () => openTestStore());
