// SPDX-License-Identifier: Apache-2.0
import './NarrowTransactionLink.css';
import { TransactionLink } from './TransactionLink.tsx';

/** Below the sentence, where the screen has no room for a column. */
export function NarrowTransactionLink({ hash }: { hash: string }) {
  return (
    <div className="narrow-transaction small">
      <TransactionLink hash={hash} />
    </div>
  );
}
